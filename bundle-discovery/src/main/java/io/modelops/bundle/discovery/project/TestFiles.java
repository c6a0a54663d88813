package io.modelops.bundle.discovery.project;

import java.util.regex.Pattern;

/** Tells tests from models by the names that Python's test runners go by. */
public final class TestFiles {
  private static final Pattern TEST =
      Pattern.compile(
          "(.*/)?(tests/.*|test_[^/]*\\.py|[^/]*_test\\.py|conftest\\.py)", Pattern.DOTALL);

  private TestFiles() {}

  public static boolean isTest(String file) {
    return TEST.matcher(file).matches();
  }
}
