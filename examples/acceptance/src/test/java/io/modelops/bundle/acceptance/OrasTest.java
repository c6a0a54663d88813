package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code oras pull} restores the tree, files and directories alike. */
class OrasTest {
  private static final int MIB = 1 << 20;
  private static DockerRegistry registry;

  @TempDir Path directory;

  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final Random random = new Random(11);

  @BeforeAll
  static void startTheRegistry(@TempDir Path storage) throws Exception {
    Programs.require("oras");
    registry = DockerRegistry.start(storage);
  }

  @AfterAll
  static void stopTheRegistry() {
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void restoresNestedPackagesAndEmptyFiles() throws IOException {
    files.put("epi/models/network/outbreak.py", noise(700));
    files.put("epi/models/network/__init__.py", noise(0));
    files.put("epi/a/b/c/d/__init__.py", noise(0));
    files.put("lone/__init__.py", noise(0));
    files.put("README.md", noise(10));

    restoredFromARegistry();
  }

  @Test
  void restoresNamesOfEveryKind() throws IOException {
    files.put("with space/a file.txt", noise(5));
    files.put("donn\u00e9es/gr\u00f6\u00dfe/\u20ac-\ud83d\ude00.csv", noise(5));
    files.put(".hidden/.er/.dot", noise(5));
    files.put("quotes/it's #1 & 100%/x", noise(5));
    files.put("long/" + "d".repeat(120) + "/" + "e".repeat(255) + "/" + "f".repeat(255), noise(5));
    for (int length = 95; length < 105; length++) {
      String name = "n".repeat(length - "at/".length());
      files.put("at/" + name, noise(5));
      files.put("at/" + name.substring(2) + "d/" + "x", noise(5));
    }
    files.put("deep" + "/d".repeat(100) + "/leaf", noise(5));

    restoredFromARegistry();
  }

  @Test
  void restoresLargeFilesBesideSmallOnes() throws IOException {
    files.put("data/large.bin", noise(MIB + 1));
    files.put("data/same.bin", files.get("data/large.bin"));
    files.put("data/only/large/one.bin", noise(MIB));
    files.put("data/runs/a/b/small.bin", noise(MIB - 1));
    files.put("data/runs/a/own.txt", noise(9));
    for (int i = 0; i < 5; i++) {
      files.put("data/runs/" + i + "/more/cells.bin", noise(900 * 1024));
    }
    files.put("top.bin", noise(MIB));

    restoredFromARegistry();
  }

  @Test
  void restoresTreesOfEveryShape() throws IOException {
    List<String> names = List.of("a", "b", "a-", "a.b", "a b", "\u00e4", "x".repeat(97));
    for (int i = 0; i < 200; i++) {
      StringBuilder path = new StringBuilder("tree" + random.nextInt(20));
      while (random.nextInt(4) > 0 && path.length() < 300) {
        path.append('/').append(names.get(random.nextInt(names.size())));
      }
      path.append("/f").append(i);
      files.put(path.toString(), noise(random.nextInt(3) * random.nextInt(100_000)));
    }

    restoredFromARegistry();
  }

  @Test
  void restoresFromALayout() throws IOException {
    files.put("epi/models/network/outbreak.py", noise(700));
    files.put("epi/\u00e9/a b/__init__.py", noise(0));
    Path layout = directory.resolve("layout");

    Manifest manifest = manifest();
    manifest.push("oci:" + layout + ":v1");

    assertRestored(manifest, "--oci-layout", layout + ":v1");
  }

  private void restoredFromARegistry() throws IOException {
    Manifest manifest = manifest();
    String reference = registry.host() + "/lab/tree:v1";
    manifest.push(reference);
    assertRestored(manifest, "--plain-http", reference);
  }

  private Manifest manifest() throws IOException {
    Path project = directory.resolve("project");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = project.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    return Bundle.open(project).select(List.of()).with(files.keySet()).manifest();
  }

  private void assertRestored(Manifest manifest, String kind, String reference) throws IOException {
    Path target = directory.resolve("pulled");

    Programs.run("oras", "pull", kind, reference, "--output", target.toString());

    files.put("manifest.json", manifest.bytes());
    Path expected = directory.resolve("project");
    Files.write(expected.resolve("manifest.json"), manifest.bytes());
    assertThat(names(target)).isEqualTo(names(expected));
    files.forEach((path, content) -> assertThat(target.resolve(path)).hasBinaryContent(content));
  }

  /** Every file and directory. */
  private static List<String> names(Path tree) throws IOException {
    try (Stream<Path> found = Files.walk(tree)) {
      return found
          .map(path -> tree.relativize(path) + (Files.isDirectory(path) ? "/" : ""))
          .sorted()
          .toList();
    }
  }

  private byte[] noise(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
