package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same content has the same digest, wherever it is bundled. */
class EveryMachineTest {
  @TempDir Path directory;

  @Test
  void digestIsTheSameInEveryLocaleTimeZoneEncodingAndDirectory() throws IOException {
    String here = ChainMain.run(sampleIn("here").toString(), layout("a"));
    List<String> settings =
        List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Pacific/Apia",
            "-Dfile.encoding=ISO-8859-1");

    assertThat(elsewhere(Programs.jdk(), settings, sampleIn("some/where/else"), layout("b")))
        .isEqualTo(here);
  }

  @Test
  void theJdkDoesNotMatter() throws IOException {
    Path project = sampleIn("project");
    String here = ChainMain.run(project.toString(), layout("a"));
    int i = 0;
    for (Path jdk : Programs.otherJdks()) {
      assertThat(elsewhere(jdk, List.of(), project, layout("other" + i++)))
          .as(jdk.toString())
          .isEqualTo(here);
    }
  }

  @Test
  void digestIsTheSameInWhateverOrderFilesWereMade() throws IOException {
    Path forward = sampleIn("forward");
    Path backward = directory.resolve("backward");
    List<Path> files;
    try (var tree = Files.walk(forward)) {
      files = new ArrayList<>(tree.filter(Files::isRegularFile).toList());
    }
    java.util.Collections.reverse(files);
    for (Path file : files) {
      Path copy = backward.resolve(forward.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }

    assertThat(ChainMain.run(backward.toString(), layout("b")))
        .isEqualTo(ChainMain.run(forward.toString(), layout("a")));
  }

  private Path sampleIn(String name) throws IOException {
    return Sample.copyTo(Files.createDirectories(directory.resolve(name)));
  }

  private String layout(String name) {
    return "oci:" + directory.resolve(name + "-layout") + ":v1";
  }

  private static String elsewhere(Path jdk, List<String> settings, Path project, String target) {
    List<String> command =
        Programs.java(jdk, settings, ChainMain.class, project.toString(), target);
    String printed = Programs.run(command.toArray(String[]::new));
    return printed.substring(0, printed.indexOf(' '));
  }
}
