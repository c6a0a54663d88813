package io.modelops.bundle.acceptance;

import static io.modelops.bundle.acceptance.TamperedLayout.file;
import static io.modelops.bundle.acceptance.TamperedLayout.link;
import static io.modelops.bundle.acceptance.TamperedLayout.pack;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.PushResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bundle that contradicts itself, or wants to get out of its directory, changes no file. */
class HostileBundleTest {
  private static final byte[] A = "content of d/a.txt".getBytes(UTF_8);
  private static final byte[] B = "content of d/b.txt".getBytes(UTF_8);

  @TempDir Path directory;

  private Tree target;
  private TamperedLayout layout;

  @BeforeEach
  void push() {
    Tree project = new Tree(directory.resolve("project")).files("d/a.txt", "d/b.txt", "top.txt");
    Path oci = directory.resolve("layout");
    PushResult pushed =
        project
            .bundle()
            .select(List.of())
            .with(List.of("d/a.txt", "d/b.txt", "top.txt"))
            .manifest()
            .push("oci:" + oci + ":v1");
    layout = new TamperedLayout(oci, pushed.digest());
    target = new Tree(directory.resolve("target/inner")).write("mine.txt", "mine");
  }

  private void pull() {
    Bundles.load().pull(layout.reference(), target.root());
  }

  private void assertRefused(ErrorCode code, String... words) {
    assertThatThrownBy(this::pull)
        .isInstanceOfSatisfying(
            BundleException.class,
            e -> {
              assertThat(e.errorCode()).as(e.getMessage()).isEqualTo(code);
              assertThat(e).hasMessageContainingAll(words);
            });
    assertThat(new Tree(directory.resolve("target")).all())
        .filteredOn(path -> !path.startsWith("inner/.modelops-bundle/"))
        .containsExactly("inner/mine.txt");
  }

  @Test
  void anyOtherSplitOfTheSameFilesIsRight() {
    layout.replace("d", pack(tar -> file(tar, "d/a.txt", A)));
    layout.addCopy("top.txt", "d/b.txt");
    layout.replace("d/b.txt", B);

    pull();

    assertThat(target.path("d/a.txt")).hasBinaryContent(A);
    assertThat(target.path("d/b.txt")).hasBinaryContent(B);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "/etc/x", "C:\\x", "d/../../x", "", ".", "d/a.txt/../c", "other.txt"})
  void aLayerThatIsNoFileOfTheBundle(String title) {
    layout.addCopy("top.txt", title);

    assertRefused(ErrorCode.INVALID_MANIFEST, "does not list the layer");
  }

  @Test
  void aTitleThatComesTwice() {
    layout.addCopy("top.txt", "top.txt");
    assertRefused(ErrorCode.INVALID_MANIFEST, "two layers are titled 'top.txt'");
  }

  @Test
  void aPackThatComesTwice() {
    layout.addCopy("d", "d");
    assertRefused(ErrorCode.INVALID_MANIFEST, "two packs are titled 'd'");
  }

  @Test
  void aLayerWithoutTitle() {
    layout.layer("top.txt").remove("annotations");
    assertRefused(ErrorCode.INVALID_MANIFEST, "has no title");
  }

  @Test
  void aLayerThatIsAnotherFileThanTheManifestSays() {
    layout.replace("top.txt", "CONTENT of top.txt".getBytes(UTF_8));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'top.txt' is another one");
  }

  @Test
  void anotherManifestBesideTheConfig() {
    layout.replace("manifest.json", "{}".getBytes(UTF_8));
    assertRefused(ErrorCode.INVALID_MANIFEST, "another document than its config");
  }

  @Test
  void aFileWithoutLayer() {
    layout.remove("top.txt");
    assertRefused(ErrorCode.INVALID_MANIFEST, "'top.txt' is in none of its layers");
  }

  @Test
  void aFileThatIsNotInItsPack() {
    layout.replace("d", pack(tar -> file(tar, "d/a.txt", A)));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d/b.txt' is in none of its layers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"d/../../x", "d/./a.txt", "d//a.txt", "d/c.txt", "d/a.txt\u202e", "d/\u0001"})
  void aFileInAPackThatIsNoneOfTheBundle(String name) {
    layout.replace("d", pack(tar -> file(tar, name, A)));
    assertRefused(ErrorCode.INVALID_MANIFEST, "is not a file that manifest.json lists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/x", "top.txt", "dd/a.txt", "./d/a.txt"})
  void aFileOutsideOfItsPack(String name) {
    layout.replace("d", pack(tar -> file(tar, name, A)));
    assertRefused(ErrorCode.INVALID_MANIFEST, "is outside of it");
  }

  @Test
  void aFileThatComesTwiceInAPack() {
    layout.replace(
        "d",
        pack(
            tar -> {
              file(tar, "d/a.txt", A);
              file(tar, "d/a.txt", A);
            }));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d/a.txt' is in it twice");
  }

  @Test
  void aFileOfAnotherSize() {
    layout.replace("d", pack(tar -> file(tar, "d/a.txt", new byte[1 << 20])));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d/a.txt' is of another size");
  }

  @Test
  void aFileWithOtherBytes() {
    byte[] other = A.clone();
    other[3] ^= 1;
    layout.replace(
        "d",
        pack(
            tar -> {
              file(tar, "d/a.txt", other);
              file(tar, "d/b.txt", B);
            }));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d/a.txt' is not what manifest.json says");
  }

  @Test
  void linksAndDevices() {
    Map<Byte, String> types =
        Map.of(
            TarConstants.LF_SYMLINK, "a symbolic link",
            TarConstants.LF_LINK, "a hard link",
            TarConstants.LF_CHR, "a device",
            TarConstants.LF_FIFO, "a pipe");
    types.forEach(
        (type, words) -> {
          layout.replace("d", pack(tar -> link(tar, "d/a.txt", type, "../../mine.txt")));
          assertRefused(ErrorCode.INVALID_MANIFEST, words);
        });
  }

  @Test
  void whatIsNoPack() throws IOException {
    layout.replace("d", "no gzip".getBytes(UTF_8));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d'");

    layout.replace("d", gzip("no tar".getBytes(UTF_8)));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d'", "cut off");

    byte[] pack = pack(tar -> file(tar, "d/a.txt", A));
    layout.replace("d", Arrays.copyOf(pack, pack.length / 2));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d'");
  }

  @Test
  void aPackThatUnfoldsWithoutEnd() throws IOException {
    layout.replace("d", gzip(new byte[64 << 20]));
    assertRefused(ErrorCode.INVALID_MANIFEST, "'d'", "does not end");
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void contentThatIsNotThere() throws IOException {
    Files.delete(layout.content("d"));
    assertRefused(ErrorCode.CONTENT_MISSING, "d");
  }

  @Test
  void contentThatIsDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(layout.content("top.txt"));
    bytes[2] ^= 1;
    Files.write(layout.content("top.txt"), bytes);
    assertRefused(ErrorCode.DIGEST_MISMATCH, "top.txt");

    Files.write(layout.content("top.txt"), new byte[1000]);
    assertRefused(ErrorCode.DIGEST_MISMATCH, "top.txt");

    Files.write(layout.content("top.txt"), new byte[2]);
    assertRefused(ErrorCode.DIGEST_MISMATCH, "top.txt");
  }

  @Test
  void afterAFailureTheRightBundleIsPulled() throws IOException {
    String right = layout.reference();
    byte[] bytes = Files.readAllBytes(layout.content("top.txt"));
    Files.write(layout.content("top.txt"), new byte[bytes.length]);
    assertThatThrownBy(() -> Bundles.load().pull(right, target.root()))
        .isInstanceOf(BundleException.class);
    Files.write(layout.content("top.txt"), bytes);

    Bundles.load().pull(right, target.root());

    assertThat(target.path("top.txt")).hasBinaryContent(bytes);
    assertThat(target.path(".modelops-bundle/pull")).doesNotExist();
  }
}
