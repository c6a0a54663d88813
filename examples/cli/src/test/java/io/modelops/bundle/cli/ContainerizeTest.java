package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerizeTest {
  @TempDir Path temporary;
  private Session session;

  @BeforeEach
  void start() throws IOException {
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("m.py", Session.MODEL).done("init", "oci:../bundle:v1");
    makeBase();
  }

  /** An image without layers, in the layout {@code base}. */
  private void makeBase() throws IOException {
    Path blobs = Files.createDirectories(temporary.resolve("base/blobs/sha256"));
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    String manifest =
        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
            + described(blobs, config)
            + "},\"layers\":[]}";
    Files.writeString(temporary.resolve("base/oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(
        temporary.resolve("base/index.json"),
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
            + described(blobs, manifest)
            + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"}}]}");
  }

  private static String described(Path blobs, String blob) throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(blob.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(hash);
      Files.writeString(blobs.resolve(hex), blob);
      return "\"digest\":\"sha256:" + hex + "\",\"size\":" + blob.length();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void imageIsBuiltFromTheProject() {
    String[] words = {"containerize", "oci:../base:v1", "oci:../image:v1", "--label", "a=b=c"};
    Session.Result built = session.done(words);
    assertThat(built.out())
        .startsWith("sha256:")
        .endsWith("  oci:" + temporary.resolve("image") + ":v1\n");
    assertThat(built.err()).contains("2 blobs sent, ", "; 0 there already.");

    String[] again = {
      "containerize", "oci:../base:v1", "oci:../image:v1", "--label", "a=b=c", "--json"
    };
    assertThat(session.done(again).json("containerize"))
        .contains("\"digest\": \"" + built.out().substring(0, 71) + "\"", "\"sent\": []");
  }

  @Test
  void imageHasWhatTheOptionsSay() throws IOException {
    session.done(
        "containerize",
        "oci:../base:v1",
        "oci:../image:v1",
        "--workdir",
        "/srv",
        "--entrypoint",
        "python3 -c",
        "--label",
        "a=b");
    try (var files = Files.list(temporary.resolve("image/blobs/sha256"))) {
      assertThat(files.map(ContainerizeTest::text))
          .anyMatch(
              text ->
                  text.contains("\"Entrypoint\":[\"python3\",\"-c\"]")
                      && text.contains("\"WorkingDir\":\"/srv\"")
                      && text.contains("PYTHONPATH=/srv")
                      && text.contains("\"a\":\"b\""));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void wrongOptionsAreWrongUse() {
    for (String[] option :
        new String[][] {
          {"--workdir", "app"},
          {"--workdir", "/"},
          {"--workdir", "/a/../b"},
          {"--label", "a"},
          {"--platform", "arm"}
        }) {
      Session.Result result =
          session.run("containerize", "oci:../base:v1", "oci:../image:v1", option[0], option[1]);
      assertThat(result.status()).as(String.join(" ", option)).isEqualTo(2);
    }
    assertThat(session.run("containerize", "oci:../base:v1").status()).isEqualTo(2);
    assertThat(temporary.resolve("image")).doesNotExist();
  }

  @Test
  void bundleIsNoBase() {
    session.done("push");
    Session.Result refused = session.run("containerize", "oci:../bundle:v1", "oci:../image:v1");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("it is no container image");
  }
}
