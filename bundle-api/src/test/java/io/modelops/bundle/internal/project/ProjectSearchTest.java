package io.modelops.bundle.internal.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectSearchTest {
  @TempDir Path temporary;
  Path directory;

  @BeforeEach
  void resolve() throws IOException {
    directory = temporary.toRealPath();
  }

  private Path make(String path) throws IOException {
    return Files.createDirectories(directory.resolve(path));
  }

  private static Path found(Path start) {
    return Bundle.find(start, Providers.none()).directory();
  }

  @Test
  void nearestDirectoryWithAWorkspaceOrSettingsIsTheProject() throws IOException {
    make("outer/.modelops-bundle");
    Path deep = make("outer/inner/a/b");
    assertThat(found(deep)).isEqualTo(directory.resolve("outer"));
    Files.createFile(directory.resolve("outer/inner/pyproject.toml"));
    assertThat(found(deep)).isEqualTo(directory.resolve("outer/inner"));
    assertThat(found(directory.resolve("outer"))).isEqualTo(directory.resolve("outer"));
    assertThat(found(directory.resolve("outer/inner/../x/..")))
        .isEqualTo(directory.resolve("outer"));
  }

  @Test
  void noProjectIsATypedFailure() throws IOException {
    Path deep = make("a/b");
    Files.createFile(directory.resolve("a/.modelops-bundle")); // a file is no workspace
    assertThatThrownBy(() -> found(deep))
        .isInstanceOfSatisfying(
            DiscoveryException.class, e -> assertThat(e.code()).isEqualTo("no-project"));
    assertThatThrownBy(() -> found(directory.resolve("gone")))
        .isInstanceOfSatisfying(
            DiscoveryException.class, e -> assertThat(e.code()).isEqualTo("unreadable"));
  }

  @Test
  void linkedStateDirectoryIsNoWorkspace() throws IOException {
    Path deep = make("a/b");
    Files.createSymbolicLink(directory.resolve("a/.modelops-bundle"), make("state"));
    assertThatThrownBy(() -> found(deep)).isInstanceOf(DiscoveryException.class);
  }

  /** What is mounted may be anybody's, as may what it is mounted on. */
  @Test
  void searchEndsWhereTheFileSystemDoes() throws IOException {
    Programs.require("mount", "umount");
    make("a/.modelops-bundle");
    Path disk = make("a/disk");
    List<String> mount = List.of("mount", "-t", "tmpfs", "-o", "mode=755", "none", disk.toString());
    Assumptions.assumeTrue(Programs.start(Map.of(), mount).status() == 0, "cannot mount");
    try {
      Path deep = make("a/disk/b");
      assertThatThrownBy(() -> found(deep)).isInstanceOf(DiscoveryException.class);
      make("a/disk/.modelops-bundle");
      assertThat(found(deep)).isEqualTo(disk);
    } finally {
      Programs.run("umount", disk.toString());
    }
    assertThat(found(disk)).isEqualTo(directory.resolve("a"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a", "a/.modelops-bundle"})
  void projectOfAnotherUserIsNotAdopted(String foreign) throws IOException {
    make("a/.modelops-bundle");
    Path deep = make("a/b");
    give(directory.resolve(foreign));
    assertThatThrownBy(() -> found(deep)).isInstanceOf(DiscoveryException.class);
  }

  @Test
  void settingsOfAnotherUserAreRefused() throws IOException {
    Path deep = make("a/b");
    give(Files.createFile(directory.resolve("a/pyproject.toml")));
    assertThatThrownBy(() -> found(deep)).isInstanceOf(DiscoveryException.class);
  }

  /** Makes another user the owner, where this one may. */
  private void give(Path path) throws IOException {
    UserPrincipal nobody =
        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    try {
      Files.setOwner(path, nobody);
    } catch (FileSystemException e) {
      Assumptions.abort("only root can give files away");
    }
  }
}
