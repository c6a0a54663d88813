package io.modelops.bundle.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other programs that tests compare with. */
final class Processes {
  private Processes() {}

  /** Runs a script of the test resources. */
  static byte[] python(String script, String input, String... arguments) {
    try {
      Path file = Files.createTempFile("script", ".py");
      try {
        Files.write(file, resource(script));
        List<String> command = new ArrayList<>(List.of("python3", file.toString()));
        command.addAll(List.of(arguments));
        return run(command, input);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(script, e);
    }
  }

  static byte[] run(List<String> command, String input) {
    Programs.require(command.get(0));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(UTF_8));
      }
      byte[] output = process.getInputStream().readAllBytes();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(command.toString()).isZero();
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command.toString(), e);
    }
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Processes.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
