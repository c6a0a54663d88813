package io.modelops.bundle.registry.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutReadTest {

  @TempDir private Path directory;
  private LayoutProject project;
  private PushResult pushed;

  @BeforeEach
  void push() throws IOException {
    project = new LayoutProject(directory).file("a.txt", "hello\n");
    pushed = project.manifest().push(project.reference("v1"));
  }

  private Repository open(String tag) throws IOException {
    return new LayoutTransport()
        .open(
            Reference.parse(project.reference(tag)),
            new RegistryTransport.Settings(
                Environment.none(), List.of(), RegistryOptions.defaults(), Operation.unobserved()));
  }

  private Optional<Descriptor> resolve(String tag) throws IOException {
    return open(tag).resolve(tag);
  }

  private byte[] read(Descriptor descriptor) throws IOException {
    try (InputStream in = open("v1").openBlob(descriptor, 0)) {
      return in.readAllBytes();
    }
  }

  private static RegistryException refusal(ThrowingCallable call) {
    RegistryException e = catchThrowableOfType(RegistryException.class, call);
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void aTagNamesWhatWasPushedAndItsBytesAreRead() throws IOException {
    Descriptor manifest = resolve("v1").orElseThrow();

    assertThat(manifest.digest()).isEqualTo(pushed.digest());
    assertThat(read(manifest))
        .isEqualTo(Files.readAllBytes(project.blob(pushed.digest().toString())))
        .hasSize((int) manifest.size());
    assertThat(pushed.sent()).allSatisfy(blob -> assertThat(read(blob)).hasSize((int) blob.size()));
  }

  @Test
  void anUnknownTagAndALayoutThatIsNotThereResolveToNothing() throws IOException {
    assertThat(resolve("v2")).isEmpty();
    Files.delete(project.layout().resolve("index.json"));
    assertThat(resolve("v1")).isEmpty();
    project = new LayoutProject(directory.resolve("elsewhere"));
    assertThat(resolve("v1")).isEmpty();
    assertThat(project.layout()).doesNotExist();
  }

  @Test
  void aDirectoryOfAnotherKindIsRefused() throws IOException {
    Files.delete(project.layout().resolve("oci-layout"));
    assertThat(refusal(() -> resolve("v1")).code()).isEqualTo("not-a-layout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"manifests\":[7]}",
        "{\"manifests\":[],\"manifests\":[]}",
        "{\"manifests\":[]} x",
        "{\"manifests\":[{\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"}}]}",
      })
  void anIndexThatIsNoneIsDamaged(String index) throws IOException {
    Files.writeString(project.layout().resolve("index.json"), index);
    assertThat(refusal(() -> resolve("v1")).code()).isEqualTo("damaged-layout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e3", "5.0", "\"5\"", "99999999999999999999", "null"})
  void aSizeThatIsNoneIsDamaged(String size) throws IOException {
    Path index = project.layout().resolve("index.json");
    String changed = Files.readString(index).replaceFirst("\"size\":[0-9]+", "\"size\":" + size);
    Files.writeString(index, changed);
    assertThat(refusal(() -> resolve("v1")).code()).isEqualTo("damaged-layout");
  }

  @Test
  void aTagOfTwoManifestsIsDamaged() throws IOException {
    Path index = project.layout().resolve("index.json");
    String text = Files.readString(index);
    String entry = text.substring(text.indexOf("[") + 1, text.lastIndexOf("]"));
    String other = entry.replaceFirst("sha256:[0-9a-f]{64}", "sha256:" + "0".repeat(64));
    Files.writeString(index, text.replace(entry, entry + "," + other));

    assertThat(refusal(() -> resolve("v1"))).hasMessageContaining("two manifests");

    Files.writeString(index, text.replace(entry, entry + "," + entry));
    assertThat(resolve("v1")).isPresent();
  }

  @Test
  void damagedBlobsAreFoundOut() throws IOException {
    Descriptor manifest = resolve("v1").orElseThrow();
    Path file = project.blob(manifest.digest().toString());
    byte[] bytes = Files.readAllBytes(file);

    bytes[0] ^= 1;
    Files.write(file, bytes);
    assertThat(refusal(() -> read(manifest)).code()).isEqualTo("digest-mismatch");

    bytes[0] ^= 1;
    Files.write(
        file,
        new String(bytes, StandardCharsets.UTF_8).concat("\n").getBytes(StandardCharsets.UTF_8));
    assertThat(refusal(() -> read(manifest)).code()).isEqualTo("digest-mismatch");

    Files.write(file, new byte[0]);
    assertThat(refusal(() -> read(manifest)).code()).isEqualTo("digest-mismatch");

    Files.delete(file);
    assertThat(refusal(() -> read(manifest)).code()).isEqualTo("content-missing");

    Files.createDirectory(file);
    assertThat(refusal(() -> read(manifest)).code()).isEqualTo("content-missing");
  }

  @Test
  void contentOfAnotherSizeThanDescribedIsDamaged() {
    Descriptor huge = new Descriptor("x/y", new Digest("sha256", pushed.digest().hex()), 1L << 62);
    assertThat(refusal(() -> read(huge)).code()).isEqualTo("digest-mismatch");
  }
}
