package io.modelops.bundle.cli;

import io.modelops.bundle.value.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the usual commands once, so that the build can archive the classes they load. */
final class Warmup {
  private static final String[][] SESSION = {
    {"--version"},
    {"init", "--with-template", "--registry", "oci:layout:v1"},
    {"discover"},
    {"discover", "--save", "--json"},
    {"manifest"},
    {"add", "README.md"},
    {"status", "--offline"},
    {"push"},
    {"status"},
    {"manifest", "--check"}
  };

  private Warmup() {}

  /**
   * Runs the session.
   *
   * @param arguments a directory that is empty
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            nowhere,
            StandardCharsets.UTF_8,
            Terminals.NONE,
            directory,
            Environment.none(),
            () -> false);
    for (String[] command : SESSION) {
      new Cli(surroundings).run(command);
    }
  }
}
