package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that fails half-way leaves the layout as it was. */
class DiskFullTest {
  @TempDir Path directory;

  /** Pushes two files and prints how that ended. */
  public static final class Main {
    private Main() {}

    /** The argument is the directory of project and layout. */
    public static void main(String[] arguments) throws IOException {
      System.out.println(
          push(
              new LayoutProject(Path.of(arguments[0])).existing("a/x").existing("data/large.bin")));
    }
  }

  @Test
  void pushBeyondTheFileSizeLimitIsReportedAndKeepsTheIndex() throws IOException {
    LayoutProject project = new LayoutProject(directory).file("a/x", "x");
    project.manifest().push(project.reference("v1"));
    String index = project.index();
    project.file("data/large.bin", new byte[5 << 20]);
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f 2048; exec \"$@\"", "sh"));
    command.addAll(Programs.java(Programs.jdk(), List.of(), Main.class, directory.toString()));

    assertThat(Programs.start(Map.of(), command).output())
        .startsWith("push-failed true cannot push to oci:")
        .contains("File too large");
    assertThat(project.index()).isEqualTo(index);
    project.isSound();
  }

  @Test
  void pushToAFullFileSystemIsReportedAndKeepsTheIndex() throws IOException {
    Path disk = Files.createDirectories(directory.resolve("disk"));
    Assumptions.assumeTrue(
        Programs.start(
                    Map.of(),
                    List.of("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk.toString()))
                .status()
            == 0,
        "mounting is not allowed here; the other test has a limit instead");
    try {
      LayoutProject project = new LayoutProject(disk).file("a/x", "x");
      project.manifest().push(project.reference("v1"));
      String index = project.index();
      project.file("data/large.bin", new byte[5 << 20]);

      assertThat(push(project)).startsWith("push-failed true").contains("No space left on device");
      assertThat(project.index()).isEqualTo(index);
      project.isSound();
      project.file("data/large.bin", new byte[1 << 20]);
      assertThat(push(project)).startsWith("sha256:");
    } finally {
      Programs.run("umount", disk.toString());
    }
  }

  private static String push(LayoutProject project) {
    try {
      return project.manifest().push(project.reference("v1")).digest().toString();
    } catch (RegistryException e) {
      return e.code() + " " + e.retryable() + " " + e.getMessage();
    }
  }
}
