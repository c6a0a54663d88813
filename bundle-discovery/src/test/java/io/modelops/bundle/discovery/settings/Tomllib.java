package io.modelops.bundle.discovery.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.ConfigurationException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** What Python's own parser makes of TOML, and what ours does, in the same words. */
final class Tomllib {
  private Tomllib() {}

  /** One outline, or {@code error}, for each document. */
  static List<String> outlines(Path directory, List<String> documents) throws Exception {
    Path script = directory.resolve("outline.py");
    try (InputStream in = Tomllib.class.getResourceAsStream("outline.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    Path input = Files.writeString(directory.resolve("input"), String.join("@@@@", documents));
    Path output = directory.resolve("output");
    int status =
        new ProcessBuilder("python3", script.toString(), input.toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    assertThat(status).isZero();
    return Files.readAllLines(output);
  }

  static String outline(String document) {
    try {
      TomlFile file = TomlFile.parse("x", document.getBytes(StandardCharsets.UTF_8));
      return file.newer() == null ? outline(file.table()) : "error"; // as that reads 1.0 only
    } catch (ConfigurationException e) {
      return "error";
    }
  }

  private static String outline(Object value) {
    if (value instanceof TomlTable table) {
      return table.entrySet().stream()
          .map(entry -> text(entry.getKey()) + ":" + outline(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof TomlArray array) {
      return array.toList().stream()
          .map(Tomllib::outline)
          .collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof String string) {
      return text(string);
    }
    if (value instanceof Temporal) {
      return "time";
    }
    return value instanceof Double ? "float" : String.valueOf(value);
  }

  private static String text(String value) {
    return HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
  }
}
