package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.WorkspaceException;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding and removing: cases 1 to 20 of the ancestor's behaviours, by number. */
class TrackingTest {
  @TempDir Path root;

  private void files(String... paths) throws IOException {
    for (String path : paths) {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling("x").getParent());
      Files.writeString(file, "content of " + path);
    }
  }

  private Workspace workspace() {
    Bundle.open(root).initialize(null, false);
    return Bundle.open(root).workspace();
  }

  @Test
  void case1An6IgnoredFileIsTrackedOnlyByForce() throws IOException {
    files("test.pyc");
    Workspace workspace = workspace();
    TrackingChange refused = workspace.add(List.of("test.pyc"), false);
    assertThat(refused.ignored()).containsExactly("test.pyc");
    assertThat(refused.changed()).isEmpty();
    assertThat(workspace.tracked()).isEmpty();
    assertThat(workspace.add(List.of("test.pyc"), true).changed()).containsExactly("test.pyc");
    assertThat(workspace.tracked()).containsExactly("test.pyc");
  }

  @Test
  void case7DirectoryIsAddedWithAllBelowIt() throws IOException {
    files("main.py", "src/a.py", "src/core/main.py", "srcs/b.py");
    Workspace workspace = workspace();
    assertThat(workspace.add(List.of("src"), false).changed())
        .containsExactly("src/a.py", "src/core/main.py");
    assertThat(workspace.tracked()).containsExactly("src/a.py", "src/core/main.py");
  }

  @Test
  void case94InitAddAndStatusShowTheFiles() throws IOException {
    files("a.py", "b.py", "c.py");
    Bundle.open(root).initialize(Reference.parse("localhost:5555/my-models"), false);
    Workspace workspace = Bundle.open(root).workspace();
    workspace.add(List.of("a.py", "./b.py"), false);
    WorkspaceStatus status = workspace.status();
    assertThat(status.tracked())
        .containsExactly(
            new TrackedFile("a.py", FileState.ADDED), new TrackedFile("b.py", FileState.ADDED));
    assertThat(status.untracked()).contains("c.py");
    assertThat(status.reference()).hasToString("localhost:5555/my-models:latest");
    assertThat(status.remote().state()).isEqualTo(RemoteState.UNKNOWN);
    assertThat(workspace.remove(List.of("b.py"), false).changed()).containsExactly("b.py");
    assertThat(workspace.tracked()).containsExactly("a.py");
  }

  @Test
  void directoryThatWasNeverInitializedIsNoWorkspace() {
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> Bundle.open(root).workspace())
        .satisfies(e -> assertThat(e.code()).isEqualTo("not-initialized"))
        .satisfies(e -> assertThat(e.hint()).contains("modelops-bundle init"));
  }
}
