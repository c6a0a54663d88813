package io.modelops.bundle.consumers;

import io.modelops.bundle.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A project of {@code src/it}, compiled by Maven from the artifacts that this build made. */
final class Consumer {
  private static final Path PROJECTS = Path.of("target/it").toAbsolutePath();
  private static final Path REPOSITORY = Path.of("target/repository").toAbsolutePath();
  private static final String CLASS_PATH_FILE = "target/classpath.txt";

  private final String classPath;

  private Consumer(String classPath) {
    this.classPath = classPath;
  }

  /** Compiles a project, with every warning an error, and asks Maven for its class path. */
  static Consumer build(String project, String... options) throws IOException {
    Path directory = PROJECTS.resolve(project);
    List<String> command = new ArrayList<>(List.of(System.getProperty("maven"), "-B", "-o"));
    command.add("--settings=" + PROJECTS.resolve("settings.xml"));
    command.add("--file=" + directory);
    command.add("-Daether.offline.protocols=file"); // the mirror of settings.xml
    command.add("-Dmaven.repo.local=" + REPOSITORY);
    command.add("-Dmdep.outputFile=" + CLASS_PATH_FILE);
    command.addAll(List.of(options));
    command.addAll(List.of("compile", "dependency:build-classpath"));
    succeed(command);
    return new Consumer(
        directory.resolve("target/classes")
            + File.pathSeparator
            + Files.readString(directory.resolve(CLASS_PATH_FILE)));
  }

  String runOnTheClassPath(String... arguments) {
    return run(List.of("-cp", classPath, "consumer.Main"), arguments);
  }

  String runOnTheModulePath(String... arguments) {
    return run(List.of("-p", classPath, "-m", "consumer/consumer.Main"), arguments);
  }

  /** The jars that Maven resolved, in the order of the class path. */
  List<Path> jars() {
    return List.of(classPath.split(File.pathSeparator)).stream()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .toList();
  }

  private static String run(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Programs.jdk().resolve("bin/java").toString());
    command.addAll(options);
    command.addAll(List.of(arguments));
    return succeed(command);
  }

  private static String succeed(List<String> command) {
    Programs.Result result =
        Programs.start(Map.of("JAVA_HOME", Programs.jdk().toString()), command);
    if (result.status() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed:\n" + result.output());
    }
    return result.output();
  }
}
