package io.modelops.bundle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged program, as a process of its own. */
final class Program {
  static final Path BIN = Path.of("target/modelops-bundle/bin").toAbsolutePath();

  private final Path directory;
  private final List<String> launcher;
  private final Map<String, @Nullable String> variables = new LinkedHashMap<>();

  private @Nullable Path input;
  private int seconds = 60;

  Program(Path directory, String... launcher) {
    this.directory = directory;
    this.launcher = List.of(launcher);
    variables.put("XDG_CACHE_HOME", Path.of("target/caches").toAbsolutePath().toString());
  }

  static Program in(Path directory) {
    return new Program(directory, BIN.resolve("modelops-bundle").toString());
  }

  /** The same program with the same variables, elsewhere. */
  Program at(Path other) {
    Program program = new Program(other, launcher.toArray(String[]::new));
    program.variables.putAll(variables);
    return program;
  }

  /** The same directory and variables, and another program. */
  Program through(String other) {
    Program program = new Program(directory, other);
    program.variables.putAll(variables);
    return program;
  }

  /** Where a file of the tests is. */
  static String resource(String name) {
    return Path.of("src/test/resources", name).toAbsolutePath().toString();
  }

  /**
   * @param value null: not set
   */
  Program with(String variable, @Nullable String value) {
    variables.put(variable, value);
    return this;
  }

  /** What it reads from standard input; nothing, if this is not called. */
  Program reading(Path file) {
    input = file;
    return this;
  }

  Program waiting(int longer) {
    seconds = longer;
    return this;
  }

  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    variables.forEach(
        (name, value) -> {
          if (value == null) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    return builder
        .redirectOutput(output("out").toFile())
        .redirectError(output("err").toFile())
        .start();
  }

  Session.Result run(String... arguments) {
    try {
      Process process = start(arguments);
      process.getOutputStream().close();
      return result(process);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Session.Result result(Process process) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + seconds + " s");
      }
      return new Session.Result(
          process.exitValue(),
          Files.readString(output("out"), UTF_8),
          Files.readString(output("err"), UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Beside the directory, so that commands do not find it. */
  Path output(String name) {
    return directory.resolveSibling(directory.getFileName() + "." + name);
  }
}
