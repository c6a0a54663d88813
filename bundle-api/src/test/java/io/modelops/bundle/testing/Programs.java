package io.modelops.bundle.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Other programs: what tests run in a JVM of its own, and what they ask for a second opinion. */
public final class Programs {
  private Programs() {}

  /** Runs a program to its end and returns what it printed; anything but success is an error. */
  public static String run(String... command) {
    Result result = start(Map.of(), List.of(command));
    if (result.status() != 0) {
      throw new AssertionError(command[0] + " failed:\n" + result.output());
    }
    return result.output().strip();
  }

  /**
   * How a program ended.
   *
   * @param output of both kinds
   */
  public record Result(int status, String output) {}

  /** Runs a program to its end. */
  public static Result start(Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot run " + command, e);
    }
  }

  /** The command that runs a class of the tests in a JVM of its own. */
  public static List<String> java(Path jdk, List<String> options, Class<?> main, String... more) {
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(more));
    return command;
  }

  /** The JDK that runs the tests. */
  public static Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The other JDKs of this machine that can run the library. */
  public static List<Path> otherJdks() throws IOException {
    Path home = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(home)) {
      List<Path> others = new ArrayList<>();
      for (Path candidate : found.sorted().toList()) {
        Path other = candidate.toRealPath();
        if (runsTheLibrary(other) && !other.equals(jdk().toRealPath()) && !others.contains(other)) {
          others.add(other);
        }
      }
      return others;
    }
  }

  private static boolean runsTheLibrary(Path jdk) throws IOException {
    Path release = jdk.resolve("release");
    return Files.isExecutable(jdk.resolve("bin/java"))
        && Files.isRegularFile(release)
        && Pattern.compile("JAVA_VERSION=\"(1[7-9]|[2-9][0-9])\\b")
            .matcher(Files.readString(release))
            .find();
  }

  /**
   * Skips the calling test, and says so, where a program is missing; fails it where the environment
   * variable {@code CI} is set, so that there no test is skipped unnoticed.
   */
  public static void require(String... names) {
    for (String name : names) {
      if (!isInstalled(name)) {
        String message = "the program " + name + " is not installed";
        if (System.getenv("CI") != null) {
          Assertions.fail(message);
        }
        Assumptions.abort(message);
      }
    }
  }

  public static boolean isInstalled(String name) {
    return find(name).isPresent();
  }

  /** Where a program is. */
  public static Optional<Path> find(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
