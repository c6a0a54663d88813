package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Providers;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that are not ours get the tree back. */
class UnpackTest {
  @TempDir Path directory;

  @Test
  void pythonRestoresTheGoldenProject() throws IOException {
    restores(GoldenProject.files());
  }

  @Test
  void pythonRestoresTreesOfEveryShape() throws IOException {
    Random random = new Random(7);
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      String path = "";
      while (random.nextInt(4) > 0 && path.length() < 300) {
        path += "n".repeat(1 + random.nextInt(80)) + random.nextInt(2) + "/";
      }
      byte[] content = new byte[random.nextInt(5) * random.nextInt(random.nextInt(30) + 1) * 512];
      random.nextBytes(content);
      files.put(path + "f" + i, content);
    }
    restores(files);
  }

  private void restores(SortedMap<String, byte[]> files) throws IOException {
    Programs.require("python3");
    push(files);
    Path script = Files.write(directory.resolve("unpack.py"), GoldenProject.frozen("unpack.py"));
    Path target = directory.resolve("target");

    Programs.run(
        "python3",
        script.toString(),
        directory.resolve("layout").toString(),
        "v1",
        target.toString());

    SortedMap<String, byte[]> restored = read(target);
    assertThat(restored.remove("manifest.json")).isNotEmpty();
    files.entrySet().removeIf(f -> !f.getKey().contains("/") && f.getValue().length == 0);
    assertThat(restored.keySet()).containsExactlyElementsOf(files.keySet());
    files.forEach((path, content) -> assertThat(restored.get(path)).as(path).isEqualTo(content));
  }

  @Test
  void tarReadsAPackWithoutComplaint() throws IOException {
    Programs.require("tar");
    push(
        new TreeMap<>(
            java.util.Map.of(
                "d/__init__.py",
                new byte[0],
                "d/" + "l".repeat(200),
                new byte[5],
                "d/e/f/x",
                new byte[512])));
    for (Path blob : blobs()) {
      if (Files.readAllBytes(blob)[0] == 0x1f) {
        Programs.Result listing =
            Programs.start(
                java.util.Map.of("TZ", "UTC", "LC_ALL", "C"),
                List.of("tar", "-tvzf", blob.toString()));

        assertThat(listing.status()).isZero();
        assertThat(listing.output().lines())
            .containsExactly(
                "-rw-r--r-- 0/0               0 1970-01-01 00:00 d/__init__.py",
                "drwxr-xr-x 0/0               0 1970-01-01 00:00 d/e/",
                "drwxr-xr-x 0/0               0 1970-01-01 00:00 d/e/f/",
                "-rw-r--r-- 0/0             512 1970-01-01 00:00 d/e/f/x",
                "-rw-r--r-- 0/0               5 1970-01-01 00:00 d/" + "l".repeat(200));
        return;
      }
    }
    throw new AssertionError("no pack");
  }

  private void push(SortedMap<String, byte[]> files) throws IOException {
    Path project = directory.resolve("project");
    for (String path : files.keySet()) {
      Path file = project.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, files.get(path));
    }
    Providers providers =
        Providers.none()
            .with(new LinesManifest(), new BundleArtifactFormat(), new LayoutTransport());
    Bundle.open(project, providers)
        .select(List.of())
        .with(files.keySet())
        .manifest()
        .push("oci:" + directory.resolve("layout") + ":v1");
  }

  private List<Path> blobs() throws IOException {
    try (Stream<Path> blobs = Files.list(directory.resolve("layout/blobs/sha256"))) {
      return blobs.toList();
    }
  }

  private static SortedMap<String, byte[]> read(Path tree) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(tree)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(tree.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
