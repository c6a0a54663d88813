package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many files, and many operations in one process. */
@Timeout(300)
class ScaleTest {
  private static final int FILES = 100_000;
  private static final int OPERATIONS = 10_000;

  @TempDir Path directory;

  @Test
  @InWholeSweeps
  void hundredThousandFilesFitInto256MebibytesOfHeap() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path file = directory.resolve("data/d" + i / 1_000 + "/f" + i);
      if (i % 1_000 == 0) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, Integer.toString(i));
    }
    assertThat(run("-Xmx256m", Many.class)).isEqualTo("100000 tracked, 100000 unmodified, IN_SYNC");
  }

  /** What is never given back is missed after so many. */
  @Test
  @InWholeSweeps
  void tenThousandOperationsLeaveNoHandleAndNoThread() {
    assertThat(run("-Xmx64m", Often.class)).isEqualTo("0 handles, 0 threads more");
  }

  private String run(String memory, Class<?> main) {
    List<String> command =
        Programs.java(Programs.jdk(), List.of(memory), main, directory.toString());
    return Programs.run(command.toArray(String[]::new));
  }

  /** The whole way of many files. */
  static final class Many {
    private Many() {}

    public static void main(String[] arguments) {
      Bundle bundle = Bundle.open(Path.of(arguments[0]));
      bundle.initialize(InitializeOptions.defaults().withRegistry(Reference.parse("oci:build:v1")));
      Workspace workspace = bundle.workspace();
      int tracked = workspace.add(List.of("data")).changed().size();
      Manifest manifest = bundle.discover().select().manifest();
      manifest.write();
      RegistryOptions options = RegistryOptions.defaults();
      workspace.push(manifest, workspace.reference().orElseThrow(), PushOptions.of(options));
      WorkspaceStatus status = workspace.status(options);
      long unmodified =
          status.tracked().stream().filter(f -> f.state() == FileState.UNMODIFIED).count();
      System.out.println(
          tracked + " tracked, " + unmodified + " unmodified, " + status.remote().state());
    }
  }

  /** Short ways, again and again. */
  static final class Often {
    private Often() {}

    public static void main(String[] arguments) throws IOException {
      Tree tree = new Tree(Path.of(arguments[0])).files("a.csv");
      tree.write("m.py", "class M:\n  def simulate(self): ...\n  def parameters(self): ...\n");
      tree.workspace();
      run(tree, 100); // the JDK opens files and starts threads once
      long handles = handles();
      int threads = Thread.getAllStackTraces().size();
      run(tree, OPERATIONS);
      System.out.println(
          (handles() - handles)
              + " handles, "
              + (Thread.getAllStackTraces().size() - threads)
              + " threads more");
    }

    private static void run(Tree tree, int operations) {
      for (int i = 0; i < operations; i += 4) {
        Bundle bundle = tree.bundle();
        bundle.workspace().status();
        bundle.discover().select().manifest().check();
        if (i % 40 == 0) { // these wait for the disk
          bundle.workspace().add(List.of("a.csv"));
          bundle.discover().select().manifest().write();
          bundle.workspace().remove(List.of("a.csv"));
        }
      }
    }

    private static long handles() throws IOException {
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return open.count();
      }
    }
  }
}
