package io.modelops.bundle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  private static final Path TARGET = Path.of("examples/quickstart/target/bundle");

  @BeforeEach
  void noLayoutOfAnEarlierRun() throws IOException {
    if (Files.exists(TARGET)) {
      try (Stream<Path> tree = Files.walk(TARGET)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Test
  void printsWhatTheReadmeShowsDigestsIncluded() throws IOException {
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Quickstart.main(new String[] {"examples/quickstart/project", "oci:" + TARGET + ":v1"});
    } finally {
      System.setOut(before);
    }

    String readme = Files.readString(Path.of("README.md"));
    String shown = printed.toString(StandardCharsets.UTF_8).strip().replace("\r\n", "\n");
    assertThat(readme).contains("```\n" + shown + "\n```");
    assertThat(List.of("oci-layout", "index.json")).allMatch(n -> Files.exists(TARGET.resolve(n)));
  }
}
