package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Selection;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.WorkspaceState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackedFilesTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory).with("m.py", Project.model("M")).with("notes.md", "");
  }

  private Selection select() {
    Providers providers = Providers.load().with(new Lines(), new Kept());
    return Bundle.open(directory, providers).discover().select();
  }

  private String bundled() {
    return new String(select().manifest().bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void trackedFilesGoIntoTheBundle() {
    project.with(".state/tracked", "notes.md\n").with("lines.txt", "file other.md\n");
    assertThat(bundled()).isEqualTo("file m.py\nfile notes.md\n");
  }

  @Test
  void inACloneTheyAreThoseOfTheManifestThatNoModelClaims() {
    project.with("lines.txt", "file notes.md\nfile m.py\nfile old.py\nmodel m:M m.py old.py\n");
    assertThat(bundled()).isEqualTo("file m.py\nfile notes.md\n");
  }

  @Test
  void manifestOfAnotherFormatIsAnIssue() {
    project.with("lines.txt", "?");
    assertThat(select().models()).hasSize(1);
    assertThat(select().issues())
        .singleElement()
        .hasToString("lines.txt: files beside those of models are not known: no line");
  }

  @Test
  void damagedWorkspaceIsNotPassedOver() {
    project.with(".state/tracked", "?\n");
    assertThatThrownBy(this::select).isInstanceOf(WorkspaceException.class);
  }

  @Test
  void withoutEitherThereAreNone() {
    assertThat(bundled()).isEqualTo("file m.py\n");
  }

  /** A manifest in lines. */
  private static final class Lines implements ManifestFormat {
    private static final Digest DIGEST = Digest.parse("sha256:" + "0".repeat(64));

    @Override
    public String id() {
      return "lines";
    }

    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public String fileName() {
      return "lines.txt";
    }

    @Override
    public byte[] write(
        Map<String, Entry> models,
        Map<String, ManifestContent.FileEntry> files,
        Operation operation) {
      StringBuilder text = new StringBuilder();
      files.keySet().forEach(path -> text.append("file ").append(path).append('\n'));
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ManifestContent read(byte[] document, Operation operation) throws IOException {
      TreeMap<String, ManifestContent.ModelEntry> models = new TreeMap<>();
      TreeMap<String, ManifestContent.FileEntry> files = new TreeMap<>();
      for (String line : new String(document, StandardCharsets.UTF_8).lines().toList()) {
        List<String> words = List.of(line.split(" "));
        switch (words.get(0)) {
          case "file" -> files.put(words.get(1), new ManifestContent.FileEntry(DIGEST, 0));
          case "model" ->
              models.put(
                  words.get(1),
                  ManifestContent.ModelEntry.of("a:B", words.subList(2, words.size()), DIGEST));
          default -> throw new IOException("no line");
        }
      }
      return ManifestContent.of(DIGEST, models, files);
    }
  }

  /** A state directory with a list. */
  private static final class Kept implements WorkspaceStore {
    @Override
    public String id() {
      return "kept";
    }

    @Override
    public String directoryName() {
      return ".state";
    }

    @Override
    public boolean exists(Path root) {
      return Files.isDirectory(root.resolve(directoryName()));
    }

    @Override
    public Path scratch(Path root) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean create(Path root, WorkspaceState initial) {
      throw new UnsupportedOperationException();
    }

    @Override
    public WorkspaceState read(Path root) throws IOException {
      List<String> tracked = Files.readAllLines(root.resolve(".state/tracked"));
      if (tracked.contains("?")) {
        throw new IOException("damaged");
      }
      return WorkspaceState.initial(null).withTracked(tracked);
    }

    @Override
    public WorkspaceState update(
        Path root, UnaryOperator<WorkspaceState> change, Operation operation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String revision(Path root) {
      return "";
    }

    @Override
    public @Nullable ByteBuffer readCache(Path root, String name) {
      return null;
    }

    @Override
    public void writeCache(Path root, String name, ByteBuffer content) {}
  }
}
