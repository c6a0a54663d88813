package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
  private static final byte[] CONFIG = bytes(40);
  private static final byte[] LAYER = bytes(100_000);

  @TempDir private Path directory;
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void whatWasPushedIsThereByteForByte() throws Exception {
    new Client().pushAll(registry, CONFIG, LAYER);

    assertThat(registry.blob(REPOSITORY, descriptor(LAYER).digest().toString())).contains(LAYER);
    assertThat(registry.blob(REPOSITORY, descriptor(CONFIG).digest().toString())).contains(CONFIG);
    assertThat(registry.manifest(REPOSITORY, "1.0")).contains(manifest(CONFIG, LAYER));
    assertThat(registry.manifestType(REPOSITORY, "1.0")).contains(MANIFEST);
    assertThat(registry.openUploads()).isEmpty();
  }

  @Test
  void aBlobGoesInOnePieceWithItsLengthAndTheSessionsQueryAsItWas() throws Exception {
    new Client().pushAll(registry, LAYER);

    RecordedRequest put =
        registry.requests().stream()
            .filter(r -> r.method().equals("PUT"))
            .findFirst()
            .orElseThrow();
    assertThat(put.header("content-length")).isEqualTo("100000");
    assertThat(put.header("transfer-encoding")).isEmpty();
    assertThat(put.target())
        .endsWith("?_state=a%2Fb%3D%3D&digest=" + descriptor(LAYER).digest().toString());
    assertThat(registry.count("PATCH", "/")).isZero();
  }

  @Test
  void secondPushSendsNoBlob() throws Exception {
    new Client().pushAll(registry, CONFIG, LAYER);
    long uploads = registry.count("POST", "/uploads/");
    new Client().pushAll(registry, CONFIG, LAYER);

    assertThat(uploads).isEqualTo(2);
    assertThat(registry.count("POST", "/uploads/")).isEqualTo(2);
  }

  @Test
  void theTagComesLast() throws Exception {
    new Client().pushAll(registry, CONFIG, LAYER);

    assertThat(registry.requests().stream().map(RecordedRequest::line).toList())
        .endsWith("PUT /v2/lab/seir/manifests/1.0", "HEAD /v2/lab/seir/manifests/1.0");
  }

  @Test
  void aManifestWithoutItsBlobIsRefusedWithTheRegistrysCode() throws Exception {
    byte[] manifest = manifest(CONFIG);
    try (HttpRepository transport = new Client().open(registry)) {
      var e =
          refusal(() -> transport.tag(descriptor(MANIFEST, manifest), Blob.of(manifest), "1.0"));
      assertThat(e.code()).isEqualTo("content-missing");
      assertThat(e.status()).isEqualTo(400);
      assertThat(e.registryCode()).isEqualTo("MANIFEST_BLOB_UNKNOWN");
      assertThat(e.retryable()).isTrue();
      assertThat(e.reference()).isEqualTo(registry.host() + "/lab/seir:1.0");
    }
    assertThat(registry.tags(REPOSITORY)).isEmpty();
  }

  @Test
  void aReferenceByDigestTakesOnlyThatManifest() throws Exception {
    byte[] manifest = manifest(CONFIG);
    registry.putBlob(REPOSITORY, CONFIG);
    Descriptor described = descriptor(MANIFEST, manifest);
    String name = registry.host() + "/" + REPOSITORY + "@";
    try (HttpRepository transport = new Client().open(name + described.digest())) {
      transport.putManifest(described, Blob.of(manifest));
    }
    assertThat(registry.manifest(REPOSITORY, described.digest().toString())).contains(manifest);

    int before = registry.requests().size();
    Manifest other = new RemoteProject(directory).file("a.txt", "a").manifest();
    assertThat(refusal(() -> other.push(name + described.digest())).code())
        .isEqualTo("digest-mismatch");
    assertThat(registry.requests()).hasSize(before);
  }

  @Test
  void aManifestThatNoRegistryTakesIsNotSent() throws Exception {
    byte[] manifest = bytes(Limits.MAX_MANIFEST + 1);
    try (HttpRepository transport = new Client().open(registry)) {
      var e =
          refusal(() -> transport.tag(descriptor(MANIFEST, manifest), Blob.of(manifest), "1.0"));
      assertThat(e.code()).isEqualTo("too-large");
    }
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void aSourceThatEndsEarlyIsNotTheNetworksFault() throws Exception {
    Blob shorter = () -> new ByteArrayInputStream(LAYER, 0, 70_000);
    try (HttpRepository transport = new Client().open(registry)) {
      assertThatThrownBy(() -> transport.push(descriptor(LAYER), shorter))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("100000 bytes");
    }
    assertThat(registry.count("POST", "/uploads/")).isOne();
    assertThat(registry.blobs(REPOSITORY)).isEmpty();
  }

  @Test
  void aSourceWithMoreThanWasAnnouncedIsNotCut() throws Exception {
    Descriptor tooSmall = new Descriptor("x/y", descriptor(LAYER).digest(), 70_000);
    try (HttpRepository transport = new Client().open(registry)) {
      assertThatThrownBy(() -> transport.push(tooSmall, Blob.of(LAYER)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("70000 bytes");
    }
    assertThat(registry.blobs(REPOSITORY)).isEmpty();
  }

  @Test
  void aSourceThatFailsIsReadOnceAndItsSessionCalledOff() throws Exception {
    var lost = new IOException("the disk is gone");
    Blob failing = () -> failingAfter(50_000, lost);
    try (HttpRepository transport = new Client().open(registry)) {
      assertThatThrownBy(() -> transport.push(descriptor(LAYER), failing)).isSameAs(lost);
    }
    assertThat(registry.count("POST", "/uploads/")).isOne();
    assertThat(registry.count("DELETE", "/uploads/")).isOne();
    assertThat(registry.openUploads()).isEmpty();
  }

  @Test
  void aSourceThatCannotBeOpenedKeepsItsException() throws Exception {
    var own = new IllegalStateException("the caller's");
    try (HttpRepository transport = new Client().open(registry)) {
      assertThatThrownBy(
              () ->
                  transport.push(
                      descriptor(LAYER),
                      () -> {
                        throw own;
                      }))
          .isSameAs(own);
    }
  }

  private static InputStream failingAfter(int count, IOException failure) {
    return new InputStream() {
      private int left = count;

      @Override
      public int read() throws IOException {
        if (left-- <= 0) {
          throw failure;
        }
        return 0;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
          buffer[offset + i] = (byte) read();
        }
        return length;
      }
    };
  }
}
