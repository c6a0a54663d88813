package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises to readers who try it. */
class ReadmeTest {
  private static final Path README = Path.of("../../README.md");

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

  private static String block(String language) throws IOException {
    Matcher fence =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(README));
    assertThat(fence.find()).isTrue();
    return fence.group(1);
  }
}
