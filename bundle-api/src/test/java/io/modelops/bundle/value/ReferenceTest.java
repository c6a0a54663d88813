package io.modelops.bundle.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "localhost/a, localhost, a, latest",
    "localhost:5555/epi/seir:v1, localhost:5555, epi/seir, v1",
    "ghcr.io/lab/se-ir__x.y:V1.0-rc_1, ghcr.io, lab/se-ir__x.y, V1.0-rc_1",
    "[::1]:5000/a/b, [::1]:5000, a/b, latest",
    "127.0.0.1/a, 127.0.0.1, a, latest",
    "host:1/a/b/c/d:_, host:1, a/b/c/d, _",
    "Example.COM:65535/x---y, Example.COM:65535, x---y, latest"
  })
  void registryReferencesAreRead(String text, String host, String repository, String tag) {
    assertThat(Reference.parse(text))
        .isEqualTo(new Reference.Registry(host, repository, tag, null));
    assertThat(Reference.parse(Reference.parse(text).toString())).isEqualTo(Reference.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.1:5000/a",
        "1.2.3:5000/a",
        "1.2.3.4.5/a",
        "127.0.0.256:5000/a",
        "0177.0.0.1/a",
        "127.0.0.01/a",
        "0x7f.1:5000/a",
        "0x7f000001:5000/a",
        "2130706433:5000/a",
        "a.1/a",
        "registry.4x:5000/a",
        "[1:2]:5000/a",
        "[::1::2]/a",
        "[::127.0.0.256]/a"
      })
  void hostThatProgramsReadDifferentlyOrNotAtAllIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reference.parse(text))
        .withMessageContaining("no address of a host");
  }

  @Test
  void referenceByDigestIsRead() {
    Reference reference = Reference.parse("ghcr.io/lab/seir@sha256:" + HEX);
    assertThat(reference)
        .isEqualTo(new Reference.Registry("ghcr.io", "lab/seir", null, new Digest("sha256", HEX)))
        .hasToString("ghcr.io/lab/seir@sha256:" + HEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a/b",
        "my-project",
        "/a",
        "ghcr.io",
        "ghcr.io/",
        "ghcr.io/A",
        "ghcr.io//a",
        "ghcr.io/a/",
        "ghcr.io/a:",
        "ghcr.io/a:b:c",
        "ghcr.io/a:.b",
        "ghcr.io/a@",
        "ghcr.io/a@x",
        "ghcr.io/a@md5:00",
        "http://ghcr.io/a",
        "https://ghcr.io/a",
        "ghcr.io/a b",
        "ghcr.io/a\r\nX: y",
        "ghcr.io/a\n",
        "ghcr.io/%2e%2e/a",
        "ghcr.io/../a",
        "ghcr.io/a/./b",
        "ghcr.io/a?x=1",
        "ghcr.io/a#x",
        "-a.io/b",
        "localhostile/a",
        "localhost:/a",
        "localhost:65536/a",
        "localhost:99999/a",
        "localhost:1x/a",
        ".io/a",
        "gh\ncr.io/a",
        "\u00e9.io/a",
        "ghcr.io/\u00e9",
        "[::1/a",
        "file:///x",
        "ghcr.io/a:\u0661"
      })
  void whatIsNoReferenceIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reference.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\r"));
  }

  @Test
  void tagAndDigestTogetherAreRefused() {
    for (String tail : new String[] {":v1@sha256:" + HEX, "@sha256:" + HEX + ":v1"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Reference.parse("ghcr.io/a" + tail));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user:S3CRET@ghcr.io/a",
        "S3CRET@ghcr.io/a:v1",
        "user:S3CRET@ghcr.io",
        "https://user:S3CRET@ghcr.io/a",
        "https://user:S3/CRET@ghcr.io/a",
        "user:x/S3CRET@ghcr.io/a",
        "user:S3CRET/x@ghcr.io/a",
        "ghcr.io/user:S3CRET@host/a",
        "ghcr.io/a?token=S3CRET",
        "https://ghcr.io/a:v1?token=S3CRET"
      })
  void passwordIsRefusedWithoutBeingRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reference.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("S3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 100_000, 1_000_000})
  void lengthIsBoundedAndNeverOverflowsTheStack(int length) {
    for (String unit : new String[] {"a", "a-", "a/", "a.", "a__"}) {
      String name = unit.repeat(length / unit.length()) + "a";
      assertThatIllegalArgumentException().isThrownBy(() -> Reference.parse("ghcr.io/" + name));
      assertThatIllegalArgumentException().isThrownBy(() -> Reference.parse(name + "/a"));
      assertThatIllegalArgumentException().isThrownBy(() -> Reference.parse("ghcr.io/a:" + name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "oci:build/bundle:v1, build/bundle, v1",
    "oci:build/bundle, build/bundle, latest",
    "oci:bundle:v1, bundle, v1",
    "oci:/abs/dir:v1, /abs/dir, v1",
    "oci:a:b/c, a:b/c, latest",
    "oci:a:b/c:d, a:b/c, d",
    "oci:C:\\dir\\b, C:\\dir\\b, latest",
    "oci:C:\\dir\\b:v2, C:\\dir\\b, v2",
    "oci:C:/dir:v2, C:/dir, v2",
    "oci:C:dir, C:dir, latest",
    "oci:./x, ./x, latest",
    "oci:., ., latest",
    "oci:./d:v1, ./d, v1"
  })
  void layoutTagFollowsTheLastColonAfterTheLastSeparator(String text, String dir, String tag) {
    assertThat(Reference.parse(text)).isEqualTo(new Reference.Layout(Path.of(dir), tag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"oci:", "oci::v1", "oci:dir:", "oci:dir:.x", "oci:dir:a b", "oci:a\u0000b"})
  void whatIsNoLayoutIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Reference.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "oci:build/b, build/b",
    "oci:me@home, me@home",
    "oci:C:\\b, C:\\b",
    "oci:b@sha, b@sha"
  })
  void aDigestNamesAManifestOfALayout(String place, String dir) {
    Reference byDigest = Reference.parse(place + "@sha256:" + HEX);

    assertThat(byDigest)
        .isEqualTo(new Reference.Layout(Path.of(dir), null, new Digest("sha256", HEX)))
        .hasToString(place + "@sha256:" + HEX);
    assertThat(byDigest.tagOrDigest()).isEqualTo("sha256:" + HEX);
    assertThat(byDigest.withTag("v2")).isEqualTo(new Reference.Layout(Path.of(dir), "v2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"oci:dir@sha256:12", "oci:dir@sha256:", "oci:dir@sha999:00", "oci:dir:v1@sha256:"})
  void aDigestOfALayoutIsWholeAndAlone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Reference.parse(text));
    assertThatIllegalArgumentException().isThrownBy(() -> Reference.parse(text + HEX + HEX));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci://localhost:6101/lab/x", "oci://ghcr.io/lab/x:v1", "oci:///tmp/x"})
  void aRegistryIsNotWrittenWithOci(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reference.parse(text))
        .withMessageContaining("without oci://");
  }

  @ParameterizedTest
  @CsvSource({
    "oci-archive:x.tar, x.tar, latest",
    "oci-archive:x.tar:v1, x.tar, v1",
    "oci-archive:/tmp/x.tar:v1, /tmp/x.tar, v1",
    "oci-archive:me@home.tar, me@home.tar, latest"
  })
  void anArchiveIsWrittenAsALayout(String text, String file, String tag) {
    assertThat(Reference.parse(text))
        .isEqualTo(new Reference.Archive(Path.of(file), tag, null))
        .hasToString("oci-archive:" + file + ":" + tag);
    assertThat(Reference.parse(text).withTag("v9")).hasToString("oci-archive:" + file + ":v9");
  }

  @Test
  void aDigestNamesAManifestOfAnArchive() {
    Digest digest = new Digest("sha256", HEX);

    assertThat(Reference.parse("oci-archive:b/x.tar@" + digest))
        .isEqualTo(new Reference.Archive(Path.of("b/x.tar"), null, digest))
        .hasToString("oci-archive:b/x.tar@" + digest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci-archive:", "oci-archive::v1", "oci-archive:x.tar:a b"})
  void whatIsNoArchiveIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reference.parse(text))
        .withMessageContaining("oci-archive:FILE[:tag|@sha256:...]");
  }
}
