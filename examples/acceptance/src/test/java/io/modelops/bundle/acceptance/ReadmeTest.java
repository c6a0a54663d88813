package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.testing.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises to readers who try it. */
class ReadmeTest {
  private static final Path README = Path.of("../../README.md");

  private static final String IMPORTS =
      """
      import io.modelops.bundle.*;
      import io.modelops.bundle.discovery.*;
      import io.modelops.bundle.json.*;
      import io.modelops.bundle.report.*;
      import io.modelops.bundle.spi.*;
      import io.modelops.bundle.value.*;
      import java.io.OutputStream;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.Executor;
      """;

  /** What the snippets take as given. */
  private static final String FIELDS =
      """
      interface Indicator { boolean isCanceled(); }
      Path dir; Bundle bundle; Discovery discovery; Manifest manifest; byte[] unsaved; String secret;
      Indicator indicator; ProgressListener listener; Executor pool;
      Workspace workspace; OutputStream out;
      """;

  @TempDir Path directory;

  @Test
  void fiveLinesOfPythonComputeTheDigestsAgain() throws IOException {
    Programs.require("python3");
    Manifest manifest = Sample.manifest(Sample.copyTo(directory));
    manifest.write();
    String code = block("python");
    assertThat(code.lines()).hasSizeLessThanOrEqualTo(5);

    String printed =
        Programs.run("python3", "-c", code, directory.resolve("manifest.json").toString());

    assertThat(printed.lines())
        .startsWith(manifest.digest().toString())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(manifest.digest()),
                    manifest.content().models().values().stream().map(model -> model.digest()))
                .map(Object::toString)
                .toList());
  }

  @Test
  void everyJavaSnippetCompiles() throws IOException {
    int number = 0;
    StringBuilder source = new StringBuilder(IMPORTS + "abstract class Snippets {\n" + FIELDS);
    for (String snippet : blocks("java")) {
      source
          .append("void snippet")
          .append(number++)
          .append("() throws Exception {\n")
          .append(snippet)
          .append("}\n");
    }
    Path file = Files.writeString(directory.resolve("Snippets.java"), source.append("}\n"));
    var problems = new ByteArrayOutputStream();

    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, problems, "-d", directory.toString(), file.toString());

    assertThat(number).isGreaterThan(5);
    assertThat(status).as(problems.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static String block(String language) throws IOException {
    return blocks(language).get(0);
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(README))
        .results()
        .map(fence -> fence.group(1))
        .toList();
  }
}
