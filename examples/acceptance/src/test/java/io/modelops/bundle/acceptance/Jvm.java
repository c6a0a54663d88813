package io.modelops.bundle.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Other processes. */
final class Jvm {
  private Jvm() {}

  /** The class path of this test run, entry by entry. */
  static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator));
  }

  static Path current() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The JDKs of this machine that are not the one that runs the tests. */
  static List<Path> others() throws IOException {
    Path home = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(home)) {
      Path current = current().toRealPath();
      List<Path> others = new ArrayList<>();
      for (Path jdk : found.sorted().toList()) {
        if (Files.isExecutable(jdk.resolve("bin/java")) && !jdk.toRealPath().equals(current)) {
          others.add(jdk.toRealPath());
        }
      }
      return others.stream().distinct().toList();
    }
  }

  static String java(Path jdk, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
    command.addAll(arguments);
    return run(Path.of("."), command);
  }

  /** Runs a program to its end and returns what it printed; anything but success is an error. */
  static String run(Path directory, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command.get(0) + " failed:\n" + output);
      }
      return output.strip();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot run " + command, e);
    }
  }
}
