package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.modelops.bundle.Bundle;
import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Selection;
import io.modelops.bundle.discovery.DiskSourceTree;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects that are not, or not only, on disk. */
class FileSystemsTest {
  @TempDir Path directory;

  static Stream<Named<Configuration>> configurations() {
    return Stream.of(
        Named.of("unix", Configuration.unix().toBuilder().setAttributeViews("unix").build()),
        Named.of("macOS", Configuration.osX()),
        Named.of("Windows", Configuration.windows()));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void chainInMemoryGivesTheDigestsOfTheDisk(Configuration configuration) throws IOException {
    Manifest expected = Sample.manifest(Sample.copyTo(directory.resolve("disk")));
    try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
      Path project = memory.getPath("project").toAbsolutePath();
      copy(directory.resolve("disk"), project);

      Manifest manifest = Sample.manifest(project);

      assertThat(manifest.bytes()).isEqualTo(expected.bytes());
      manifest.write();
      assertThat(manifest.check().upToDate()).isTrue();
      manifest.write(); // replaces the first
      assertThat(Files.readAllBytes(project.resolve("manifest.json"))).isEqualTo(expected.bytes());
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void pushFromMemoryGivesTheDigestOfTheDisk(Configuration configuration) throws IOException {
    Path disk = Sample.copyTo(directory.resolve("disk"));
    var expected = Sample.manifest(disk).push("oci:" + directory.resolve("a"));
    try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
      Path project = memory.getPath("project").toAbsolutePath();
      copy(disk, project);
      var pushed = Sample.manifest(project).push("oci:" + directory.resolve("b"));
      assertThat(pushed.digest()).isEqualTo(expected.digest());
    }
  }

  /** Those on which case does not tell names apart; on the others here all is somebody else's. */
  static Stream<Named<Configuration>> withoutCase() {
    return configurations().skip(1);
  }

  @ParameterizedTest
  @MethodSource("withoutCase")
  void bundleIsPulledIntoMemory(Configuration configuration) throws IOException {
    Path disk = Sample.copyTo(directory.resolve("disk"));
    Manifest manifest = Sample.manifest(disk);
    String reference = "oci:" + directory.resolve("layout") + ":v1";
    manifest.push(reference);
    try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
      Path target = memory.getPath("target").toAbsolutePath();

      Bundles.load().pull(reference, target);

      for (String path : manifest.content().files().keySet()) {
        assertThat(Files.readAllBytes(target.resolve(path)))
            .as(path)
            .isEqualTo(Files.readAllBytes(disk.resolve(path)));
      }
      assertThat(Bundle.open(target).workspace().status().changes()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("withoutCase")
  void fileWhoseNameChangesInCaseOnlyIsNeverLost(Configuration configuration) throws IOException {
    Tree project = new Tree(directory.resolve("project")).write("Data.csv", "1");
    String reference = "oci:" + directory.resolve("layout") + ":v1";
    project.bundle().select(List.of()).with(List.of("Data.csv")).manifest().push(reference);
    try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
      Path target = memory.getPath("target").toAbsolutePath();
      Bundles.load().pull(reference, target);
      Files.move(project.path("Data.csv"), project.path("data.csv"));
      project.bundle().select(List.of()).with(List.of("data.csv")).manifest().push(reference);

      Bundles.load().pull(reference, target);

      assertThat(Files.readString(target.resolve("data.csv"))).isEqualTo("1");
    }
  }

  @Test
  void chainInAZipFileGivesTheDigestsOfTheDisk() throws IOException {
    Path disk = Sample.copyTo(directory.resolve("disk"));
    Path zip = directory.resolve("project.zip");
    try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      copy(disk, archive.getPath("/project"));
    }
    try (FileSystem archive = FileSystems.newFileSystem(zip)) {
      assertThat(Sample.manifest(archive.getPath("/project")).bytes())
          .isEqualTo(Sample.manifest(disk).bytes());
    }
  }

  @Test
  void chainOverBuffersGivesTheDigestsOfTheSavedFiles() throws IOException {
    Path saved = Sample.copyTo(directory.resolve("saved"));
    Path unsaved = directory.resolve("unsaved");
    Map<String, byte[]> buffers = new HashMap<>();
    copy(saved, unsaved);
    for (String path : List.of("src/epi/base.py", "data/contacts.csv")) {
      buffers.put(path, Files.readAllBytes(unsaved.resolve(path)));
      Files.writeString(unsaved.resolve(path), "an older text");
    }
    buffers.put("src/epi/sir.py", Files.readAllBytes(unsaved.resolve("src/epi/sir.py")));
    Files.delete(unsaved.resolve("src/epi/sir.py"));

    Selection selection =
        over(unsaved, buffers).discover().select(model -> model.id().startsWith("epi."));

    assertThat(selection.with(Sample.DATA).manifest().bytes())
        .isEqualTo(Sample.manifest(saved).bytes());
    assertThat(
            selection.with(Sample.DATA).manifest().push("oci:" + directory.resolve("a")).digest())
        .isEqualTo(Sample.manifest(saved).push("oci:" + directory.resolve("b")).digest());
  }

  @Test
  void buffersOfIgnoredHiddenAndPrunedFilesDoNotEnter() {
    Tree tree =
        new Tree(directory)
            .write(".modelopsignore", "secret/\nlocal_*.py\n")
            .write("venv/pyvenv.cfg", "");
    byte[] model = text("class M:\n  def simulate(self): ...\n  def parameters(self): ...\n");
    Map<String, byte[]> buffers = new HashMap<>();
    for (String path :
        List.of(
            "secret/a.py",
            "local_b.py",
            "pkg/local_c.py",
            "node_modules/d.py",
            "venv/e.py",
            ".hidden/f.py",
            "pkg/new/g.py")) {
      buffers.put(path, model);
    }
    assertThat(over(tree.root(), buffers).discover().models())
        .extracting(Model::id)
        .containsExactly("pkg.new.g:M");
  }

  @ParameterizedTest
  @MethodSource("uncleanPaths")
  void aBufferOfAPathThatIsNotCleanIsRefused(String path) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> SourceTree.overlay(new DiskSourceTree(), Map.of(path, new byte[0])))
        .withMessageContaining(path);
  }

  static Stream<String> uncleanPaths() {
    return Stream.of("./a.py", "a//b.py", "../a.py", "a/../b.py", "/a.py");
  }

  private static Bundle over(Path root, Map<String, byte[]> buffers) {
    return Bundle.open(
        root, Providers.load().with(SourceTree.overlay(new DiskSourceTree(), buffers)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path target = to;
        for (Path name : from.relativize(file)) {
          target = target.resolve(name.toString());
        }
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    }
  }
}
