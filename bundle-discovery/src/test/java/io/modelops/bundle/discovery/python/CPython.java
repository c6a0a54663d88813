package io.modelops.bundle.discovery.python;

import io.modelops.bundle.testing.Programs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A running Python interpreter that compares structures with its own {@code ast}. */
final class CPython implements AutoCloseable {

  private final Path script;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  CPython() throws IOException {
    script = Files.createTempFile("oracle", ".py");
    try (InputStream in = CPython.class.getResourceAsStream("oracle.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    process =
        new ProcessBuilder(interpreter(), script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  private static String interpreter() {
    Programs.require("python3");
    String chosen = System.getProperty("python.interpreter");
    if (chosen != null) {
      return chosen;
    }
    return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
  }

  /** {@code same}, {@code refused …} or {@code differs …}. */
  String compare(Path file, SourceStructure structure) {
    try {
      requests.write(StructureJson.of(file.toString(), structure));
      requests.newLine();
      requests.flush();
      return Objects.requireNonNull(answers.readLine(), "the interpreter has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All Python files of the standard library, sorted. */
  static List<Path> standardLibrary() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                interpreter(), "-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])")
            .start();
    Path root =
        Path.of(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    process.waitFor();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".py") && Files.isRegularFile(f))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
    Files.deleteIfExists(script);
  }
}
