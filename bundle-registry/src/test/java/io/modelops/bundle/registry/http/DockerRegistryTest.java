package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.credentials.DockerConfigCredentials;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.Environment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the real program. */
@Timeout(120)
class DockerRegistryTest {
  private static final byte[] CONFIG = bytes(64);
  private static final byte[] LAYER = bytes(5 << 20);

  @TempDir private Path directory;

  private static void push(Client client, DockerRegistry registry) throws Exception {
    try (HttpRepository transport = client.open(reference(registry))) {
      for (byte[] content : new byte[][] {CONFIG, LAYER}) {
        assertThat(transport.exists(descriptor(content))).isFalse();
        transport.push(descriptor(content), Blob.of(content));
        assertThat(transport.exists(descriptor(content))).isTrue();
      }
      byte[] manifest = manifest(CONFIG, LAYER);
      transport.tag(descriptor(MANIFEST, manifest), Blob.of(manifest), "1.0");
    }
  }

  private static String reference(DockerRegistry registry) {
    return registry.host() + "/" + REPOSITORY + ":1.0";
  }

  private static byte[] get(DockerRegistry registry, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + registry.host() + "/v2/" + REPOSITORY + path))
            .header("Accept", MANIFEST)
            .header("Authorization", "Basic " + encoded("ann:s3cret"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertHasAll(DockerRegistry registry) throws Exception {
    assertThat(get(registry, "/manifests/1.0")).isEqualTo(manifest(CONFIG, LAYER));
    assertThat(get(registry, "/blobs/" + descriptor(LAYER).digest())).isEqualTo(LAYER);
  }

  @Test
  void anybodyMayPushWhereAnybodyMay() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      push(new Client(), registry);
      assertHasAll(registry);
    }
  }

  @Test
  void aGivenPasswordLetsIn() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, "ann", "s3cret")) {
      push(new Client().with(CredentialSource.of(registry.host(), "ann", "s3cret")), registry);
      assertHasAll(registry);
    }
  }

  @Test
  void thePasswordOfDockerLoginLetsIn() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, "ann", "s3cret")) {
      Files.writeString(
          directory.resolve("config.json"),
          "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + encoded("ann:s3cret") + "\"}}}");
      var environment = Environment.of(Map.of("DOCKER_CONFIG", directory.toString()), null);
      push(new Client().with(new DockerConfigCredentials()).with(environment), registry);
      assertHasAll(registry);
    }
  }

  @Test
  void aWrongPasswordOfDockerLoginIsNamedByItsFile() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, "ann", "s3cret")) {
      Path file = directory.resolve("config.json");
      Files.writeString(
          file,
          "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + encoded("ann:wr0ng") + "\"}}}");
      var environment = Environment.of(Map.of("DOCKER_CONFIG", directory.toString()), null);
      Client client = new Client().with(new DockerConfigCredentials()).with(environment);

      var e = refusal(() -> push(client, registry));
      assertThat(e.code()).isEqualTo("unauthorized");
      assertThat(e)
          .hasMessageContaining("credentials from Docker configuration " + file + " were refused")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void nobodyIsLetInWithoutAPassword() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, "ann", "s3cret")) {
      var e = refusal(() -> push(new Client(), registry));
      assertThat(e.code()).isEqualTo("unauthorized");
      assertThat(e.status()).isEqualTo(401);
    }
  }

  @Test
  void aManifestWithoutItsBlobsIsRefusedByCode() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory);
        HttpRepository transport = new Client().open(reference(registry))) {
      byte[] manifest = manifest(CONFIG, LAYER);
      var e =
          refusal(() -> transport.tag(descriptor(MANIFEST, manifest), Blob.of(manifest), "1.0"));
      assertThat(e.registryCode()).isEqualTo("MANIFEST_BLOB_UNKNOWN");
      assertThat(e.status()).isEqualTo(400);
    }
  }

  @Test
  void contentOfAnotherDigestIsRefused() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory);
        HttpRepository transport = new Client().open(reference(registry))) {
      byte[] other = LAYER.clone();
      other[7]++;
      var e = refusal(() -> transport.push(descriptor(LAYER), Blob.of(other)));
      assertThat(e.registryCode()).isEqualTo("DIGEST_INVALID");
      assertThat(transport.exists(descriptor(LAYER))).isFalse();
    }
  }

  @Test
  void aRegistryThatIsKilledIsUnreachableAndTheTagIsTheOldOne() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory);
        HttpRepository transport = new Client().open(reference(registry))) {
      transport.push(descriptor(CONFIG), Blob.of(CONFIG));
      boolean unused = registry.process().destroyForcibly();
      registry.process().onExit().join();
      var e = refusal(() -> transport.push(descriptor(LAYER), Blob.of(LAYER)));
      assertThat(e.code()).isEqualTo("unreachable");
      assertThat(e.retryable()).isTrue();
    }
  }

  @Test
  void aRegistryThatCannotWriteIsTriedAgainAndThenNamed() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      // its storage becomes a file, so that each upload fails as on a full disk
      Files.writeString(directory.resolve("storage"), "");
      Client client = new Client();
      var e = refusal(() -> push(client, registry));
      assertThat(e.status()).isEqualTo(500);
      assertThat(e.code()).isEqualTo("unavailable");
      assertThat(client.pauses).hasSize(5);
    }
  }
}
