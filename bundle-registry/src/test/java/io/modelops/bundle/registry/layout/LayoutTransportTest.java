package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the front door never does: contents that lie, and locks that others hold. */
class LayoutTransportTest {
  private static final Digest OF_ABC =
      Digest.parse("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  private static final Digest OF_NOTHING =
      Digest.parse("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");

  @TempDir Path directory;

  @Test
  void contentThatIsNotWhatWasAnnouncedIsRefused() throws IOException {
    Repository transport = open(RegistryOptions.defaults());
    Descriptor abc = new Descriptor("x/y", OF_ABC, 3);
    for (String wrong : List.of("", "ab", "abd", "abcd", "a".repeat(1 << 20))) {
      assertThatIOException().isThrownBy(() -> transport.push(abc, blob(wrong)));
      assertThat(transport.exists(abc)).isFalse();
    }
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("oci-layout", "blobs");

    transport.push(abc, blob("abc"));

    assertThat(transport.exists(abc)).isTrue();
    assertThat(transport.exists(new Descriptor("x/y", OF_ABC, 4))).isFalse();
  }

  @Test
  void aManifestWithoutArtifactTypeIsTaggedWithoutOne() throws IOException {
    Repository transport = open(RegistryOptions.defaults());
    transport.tag(new Descriptor("x/y", OF_NOTHING, 2), blob("{}"), "v1");
    assertThat(directory.resolve("index.json")).content().doesNotContain("artifactType");
  }

  @Test
  void aLockThatAnotherHoldsIsWaitedForUntilTheDeadline() throws IOException {
    Repository transport = open(RegistryOptions.defaults().withDeadline(Duration.ofMillis(200)));
    Descriptor manifest = new Descriptor("x/y", OF_NOTHING, 2);
    Path lock = directory.resolve(".modelops-bundle-lock");
    try (FileChannel other =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(other.lock().isValid()).isTrue();
      assertThatIOException()
          .isThrownBy(() -> transport.tag(manifest, blob("{}"), "v1"))
          .withMessageContaining("stays locked");
      assertThat(directory.resolve("index.json")).doesNotExist();
    }

    transport.tag(manifest, blob("{}"), "v1");

    assertThat(directory.resolve("index.json")).exists();
  }

  @Test
  void interruptCancelsThePushOfABlob() throws IOException {
    Repository transport = open(RegistryOptions.defaults());
    try {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> transport.push(new Descriptor("x/y", OF_ABC, 3), blob("abc")));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(directory.toFile().list((d, name) -> name.startsWith(TemporaryFile.PREFIX)))
        .isEmpty();
  }

  private Repository open(RegistryOptions options) throws IOException {
    Files.createDirectories(directory);
    return new LayoutTransport()
        .open(
            new Reference.Layout(directory, "v1"),
            new RegistryTransport.Settings(
                Environment.none(), List.of(), options, Operation.unobserved()));
  }

  private static Blob blob(String content) {
    return Blob.of(content.getBytes(StandardCharsets.UTF_8));
  }
}
