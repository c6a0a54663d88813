package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Selection;
import io.modelops.bundle.discovery.DiskSourceTree;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.spi.ForwardingSourceTree;
import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches whose answers a workspace keeps. */
class SessionInWorkspaceTest {
  @TempDir Path root;

  private final List<String> read = new ArrayList<>();
  private Tree tree;

  /** A disk that tells what is read. */
  private final class Watched extends ForwardingSourceTree {
    Watched() {
      super(new DiskSourceTree());
    }

    @Override
    public InputStream open(Path project, String path) throws IOException {
      synchronized (read) {
        read.add(path);
      }
      return super.open(project, path);
    }
  }

  @BeforeEach
  void makeWorkspace() throws IOException {
    tree =
        new Tree(root)
            .write("pyproject.toml", "")
            .write(
                "models/sir.py",
                "class SIR:\n  def simulate(self): ...\n  def parameters(self): ...\n");
    tree.workspace();
    Path last = root.resolve(".modelops-bundle");
    while (!isSettled(last) || !isSettled(root)) {
      Thread.onSpinWait();
    }
  }

  /** Whether a later change would show. */
  private static boolean isSettled(Path path) throws IOException {
    FileStat stat = FileStats.of(path);
    return stat.isSettled(Instant.now());
  }

  private Discovery discover() {
    return Bundle.open(root, Providers.load().with(new Watched())).session().onDisk().discover();
  }

  @Test
  void theSameBundleIsMadeWithoutReadingASource() {
    Selection first = discover().select();
    read.clear();

    Selection second = discover().select();

    assertThat(read).doesNotContain("models/sir.py");
    assertThat(second.manifest().digest()).isEqualTo(first.manifest().digest());
    assertThat(second.inputs()).isEqualTo(first.inputs());
  }

  @Test
  void aSourceThatChangesAfterItsAnswerWasKeptIsNotBundledByIt() {
    discover();
    Discovery kept = discover();
    tree.write("models/sir.py", "class Other: ...\n");

    Selection chosen = kept.select(model -> true);
    assertThatThrownBy(chosen::manifest)
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("models/sir.py");
  }
}
