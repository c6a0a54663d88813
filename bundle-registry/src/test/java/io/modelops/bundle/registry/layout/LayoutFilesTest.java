package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of a layout as nobody should make them. */
class LayoutFilesTest {
  @TempDir private Path directory;
  private LayoutProject project;

  @BeforeEach
  void aProject() throws IOException {
    project = new LayoutProject(directory).file("a.txt", "hello");
  }

  @Test
  void aPipeInThePlaceOfTheMarkerIsRefused() throws Exception {
    Files.createDirectories(project.layout());
    pipe(project.layout().resolve("oci-layout"));

    isRefused("not-a-layout", "does not say imageLayoutVersion 1.0.0");
  }

  @Test
  void aPipeInThePlaceOfTheIndexIsRefused() throws Exception {
    project.manifest().push(project.reference("v1"));
    Files.delete(project.layout().resolve("index.json"));
    pipe(project.layout().resolve("index.json"));

    isRefused("push-failed", "is no regular file");
  }

  @ParameterizedTest
  @CsvSource({
    "oci-layout, not-a-layout, does not say imageLayoutVersion",
    "index.json, push-failed, which is too much"
  })
  void aHugeSparseFileIsNotReadWhole(String name, String code, String message) throws Exception {
    project.manifest().push(project.reference("v1"));
    try (RandomAccessFile file =
        new RandomAccessFile(project.layout().resolve(name).toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    isRefused(code, message);
  }

  private static void pipe(Path path) throws Exception {
    Programs.require("mkfifo");
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  private void isRefused(String code, String message) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> project.manifest().push(project.reference("v1")))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
