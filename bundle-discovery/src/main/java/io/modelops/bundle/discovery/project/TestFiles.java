package io.modelops.bundle.discovery.project;

/** Tells tests from models by the names that Python's test runners go by. */
public final class TestFiles {
  private static final String DIRECTORY = "tests/";

  private TestFiles() {}

  /** Whether a file is in a directory of tests, or has the name of a test. */
  public static boolean isTest(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return file.startsWith(DIRECTORY)
        || file.contains("/" + DIRECTORY)
        || name.equals("conftest.py")
        || name.endsWith("_test.py")
        || (name.startsWith("test_") && name.endsWith(".py"));
  }
}
