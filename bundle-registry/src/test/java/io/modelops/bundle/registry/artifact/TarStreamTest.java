package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.modelops.bundle.registry.tar.TarEntry;
import io.modelops.bundle.registry.tar.TarStream;
import io.modelops.bundle.spi.Blob;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarStreamTest {
  @Test
  void everyDirectoryBelowTheTitleStandsBeforeTheFirstFileInIt() {
    assertThat(names("a", "a/b-/x", "a/b/c/d/x", "a/b/c/y", "a/b/e/x", "a/z"))
        .containsExactly(
            "a/b-/",
            "a/b-/x",
            "a/b/",
            "a/b/c/",
            "a/b/c/d/",
            "a/b/c/d/x",
            "a/b/c/y",
            "a/b/e/",
            "a/b/e/x",
            "a/z");
  }

  @Test
  void theTitleAndWhatIsAboveItHaveNoEntry() {
    assertThat(names("a/b", "a/b/c/x", "a/b/y")).containsExactly("a/b/c/", "a/b/c/x", "a/b/y");
  }

  @Test
  void withoutTitleEveryDirectoryHasAnEntry() {
    assertThat(names("", "a/b/x", "y")).containsExactly("a/", "a/b/", "a/b/x", "y");
  }

  private static List<String> names(String title, String... paths) {
    List<SourceFile> files = Stream.of(paths).map(path -> file(path, 0, 0)).toList();
    return Pack.entries(title, files).stream().map(TarEntry::name).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 100_000})
  void contentIsPaddedToBlocksAndTheArchiveToNothing(int size) throws IOException {
    List<SourceFile> files =
        List.of(
            file("a/b", size, size),
            file("\u00e4", size, size),
            file("n".repeat(90) + "/" + "m".repeat(90), size, size));
    int blocks = (size + 511) / 512;
    int headers = 5; // of two directories and three files
    int extended = 2 * 2; // of two names, a header and a block each

    assertThat(new TarStream(Pack.entries("", files)).readAllBytes())
        .hasSize(512 * (headers + extended + 3 * blocks + 2));
  }

  @Test
  void contentOfAnotherSizeThanAnnouncedIsRefused() {
    for (int wrong : new int[] {0, 9, 11, 1_000}) {
      List<SourceFile> files = List.of(file("a", 10, wrong), file("b", 10, 20 - wrong));

      assertThatIOException()
          .isThrownBy(() -> new TarStream(Pack.entries("", files)).readAllBytes())
          .withMessage("a has not the size of 10 bytes");
    }
  }

  private static SourceFile file(String path, long announced, int size) {
    return new SourceFile(
        path, Sha256.of(new byte[0]), announced, Blob.of(new byte[Math.max(0, size)]));
  }
}
