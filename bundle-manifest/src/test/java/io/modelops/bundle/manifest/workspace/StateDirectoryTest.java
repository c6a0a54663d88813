package io.modelops.bundle.manifest.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.WorkspaceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state is read from and written to a directory of this user only. */
class StateDirectoryTest {
  @TempDir Path root;

  private final FileWorkspaceStore store = new FileWorkspaceStore();

  private Path directory() {
    return root.resolve(".modelops-bundle");
  }

  @Test
  void fileInPlaceOfTheStateDirectoryIsRefusedAndKept() throws IOException {
    Files.writeString(directory(), "mine");
    assertForeign();
    assertThat(directory()).hasContent("mine");
  }

  @Test
  void linkInPlaceOfTheStateDirectoryIsRefusedWhereverItLeads(@TempDir Path elsewhere)
      throws IOException {
    store.create(elsewhere, WorkspaceState.initial(null));
    Files.createSymbolicLink(directory(), elsewhere.resolve(".modelops-bundle"));
    assertForeign();
    Files.delete(directory());
    Files.createSymbolicLink(directory(), root.resolve("nothing"));
    assertForeign();
  }

  @Test
  void pipeInPlaceOfTheStateDirectoryIsRefused() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", directory().toString()).start().waitFor()).isZero();
    assertForeign();
  }

  private void assertForeign() {
    assertThat(store.exists(root)).isTrue();
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> store.read(root))
        .satisfies(e -> assertThat(e.code()).isEqualTo("foreign-state"));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> store.create(root, WorkspaceState.initial(null)))
        .satisfies(e -> assertThat(e.code()).isEqualTo("foreign-state"));
    assertThatExceptionOfType(WorkspaceException.class).isThrownBy(() -> store.scratch(root));
    assertThat(store.readCache(root, "cache")).isNull();
  }

  @Test
  void stateDirectoryOfAnotherUserIsRefused() throws Exception {
    Programs.require("chown");
    store.create(root, WorkspaceState.initial(null));
    Assumptions.assumeTrue(
        new ProcessBuilder("chown", "-R", "65534", directory().toString()).start().waitFor() == 0,
        "only root may give files away");
    assertForeign();
  }
}
