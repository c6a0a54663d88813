package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.BundlePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which files become which layers. */
class LayersTest {
  private static final long MIB = 1 << 20;

  @Test
  void aFileOfOneMebibyteIsALayerAndOneByteLessIsPacked() {
    assertThat(new Generated().file("d/large", MIB).file("d/small", MIB - 1).layers())
        .containsExactly("d+: [d/small]", "d/large");
  }

  @Test
  void aSubtreeOfFourMebibytesIsOnePack() {
    Generated bundle =
        new Generated()
            .file("a/x", MIB - 4)
            .file("a/b/1", MIB - 1)
            .file("a/b/2", MIB - 1)
            .file("a/b/c/3", MIB - 1)
            .file("a/b/c/4", 7);

    assertThat(bundle.layers()).containsExactly("a+: [a/b/1, a/b/2, a/b/c/3, a/b/c/4, a/x]");
  }

  @Test
  void oneByteMoreCutsItIntoSubdirectoriesAndItsOwnFiles() {
    Generated bundle =
        new Generated()
            .file("a/x", MIB - 4)
            .file("a/b/1", MIB - 1)
            .file("a/b/2", MIB - 1)
            .file("a/b/c/3", MIB - 1)
            .file("a/b/c/4", 8)
            .file("a/z/5", 1);

    assertThat(bundle.layers())
        .containsExactly("a+: [a/x]", "a/b+: [a/b/1, a/b/2, a/b/c/3, a/b/c/4]", "a/z+: [a/z/5]");
  }

  @Test
  void aDirectorysOwnSmallFilesAreNeverSplit() {
    Generated bundle = new Generated().files(9, "a/b/#", MIB - 1).file("a/b/c/x", 1);

    assertThat(bundle.plan()).extracting(Layer::title).containsExactly("a/b", "a/b/c");
    assertThat(bundle.plan().get(0).files()).hasSize(9);
  }

  @Test
  void largeFilesDoNotCount() {
    Generated bundle = new Generated().files(9, "a/large#", MIB).file("a/x", 1).file("a/b/y", 1);

    assertThat(bundle.layers()).hasSize(10).contains("a+: [a/b/y, a/x]");
  }

  @Test
  void smallFilesAtTheRootAreLayersAndEmptyOnesAreNone() {
    assertThat(new Generated().file("README.md", 1).file("empty", 0).layers())
        .containsExactly("README.md");
  }

  @Test
  void anEmptyFileAloneInADirectoryMakesAPack() {
    assertThat(new Generated().file("pkg/__init__.py", 0).layers())
        .containsExactly("pkg+: [pkg/__init__.py]");
  }

  @Test
  void directoriesWhoseNamesBeginAlikeAreApart() {
    assertThat(new Generated().file("a/x", 1).file("a-b/x", 1).file("a.b/x", 1).layers())
        .containsExactly("a+: [a/x]", "a-b+: [a-b/x]", "a.b+: [a.b/x]");
  }

  @Test
  void asManyLayersAsRegistriesAcceptAreMade() {
    assertThat(new Generated().files(7_999, "data/#", MIB).plan()).hasSize(7_999);
  }

  @Test
  void oneLargeFileMoreIsRefusedNamingItsDirectory() {
    Generated bundle = new Generated().files(7_998, "data/runs/#", MIB).files(2, "more/#", MIB);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(bundle::plan)
        .withMessageContaining("'data/runs' has 7998 files of 1 MiB or more")
        .satisfies(e -> assertThat(e.code()).isEqualTo("too-many-layers"));
  }

  @Test
  void titlesThatMakeTheManifestTooLongAreRefusedLikeTooManyLayers() {
    String directory = ("n".repeat(200) + "/").repeat(4);
    Generated bundle = new Generated().files(7_000, directory + "#", MIB);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(bundle::plan)
        .satisfies(e -> assertThat(e.code()).isEqualTo("too-many-layers"));
  }

  @Test
  void tooManySmallFilesAtTheRootArePackedWithoutTitle() {
    Generated bundle = new Generated().files(8_000, "file#.txt", 1).file("a/x", 1).file("e", 0);

    assertThat(bundle.plan()).extracting(Layer::title).containsExactly("", "a");
    assertThat(bundle.plan().get(0).files()).hasSize(8_001);
  }

  @Test
  void tooManySubdirectoriesShareLargerPacks() {
    Generated bundle = new Generated().files(9_000, "runs/#/out.csv", 1_000).file("README.md", 1);

    assertThat(bundle.plan()).extracting(Layer::title).containsExactly("README.md", "runs");
  }

  @Test
  void tooManyDirectoriesAtTheRootShareOnePack() {
    Generated bundle = new Generated().files(9_000, "run#/out.csv", 1).file("README.md", 1);

    assertThat(bundle.plan()).extracting(Layer::title).containsExactly("");
  }

  @Test
  void everyTreeIsCutByTheRules() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Generated bundle = new Generated();
      int count = 1 + random.nextInt(60);
      for (int i = 0; i < count; i++) {
        String path = "";
        while (random.nextInt(3) > 0 && path.length() < 12) {
          path += "ab-".charAt(random.nextInt(3)) + "d/";
        }
        long size = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextLong(MIB + 2);
        bundle.file(path + "f" + i, size);
      }
      holdsTheRules(bundle);
    }
  }

  private static void holdsTheRules(Generated bundle) {
    List<Layer> layers = bundle.plan();
    assertThat(layers).extracting(Layer::title).doesNotHaveDuplicates();
    assertThat(layers).extracting(Layer::title).isSortedAccordingTo(BundlePath.ORDER);
    List<String> all = new ArrayList<>();
    for (Layer layer : layers) {
      List<String> paths = layer.files().stream().map(SourceFile::path).toList();
      assertThat(paths).isNotEmpty().isSortedAccordingTo(BundlePath.ORDER);
      if (layer.packed()) {
        assertThat(paths).allMatch(path -> path.startsWith(layer.title() + "/"));
        assertThat(layer.files()).noneMatch(file -> file.size() >= MIB);
        assertThat(isWithinCap(layer) || isOwnFilesOnly(layer)).isTrue();
      } else {
        assertThat(paths).containsExactly(layer.title());
        assertThat(layer.files().get(0).size()).isPositive();
      }
      all.addAll(paths);
    }
    assertThat(all)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            bundle.entries().entrySet().stream()
                .filter(file -> file.getKey().contains("/") || file.getValue().size() > 0)
                .map(file -> file.getKey())
                .toList());
  }

  private static boolean isWithinCap(Layer layer) {
    return layer.files().stream().mapToLong(SourceFile::size).sum() <= 4 * MIB;
  }

  private static boolean isOwnFilesOnly(Layer layer) {
    return layer.files().stream().allMatch(file -> file.directory().equals(layer.title()));
  }
}
