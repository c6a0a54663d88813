package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Feature;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How an upload goes on after its connection broke within a blob. */
@Timeout(60)
class MendedUploadTest {
  private static final byte[] CONTENT = bytes(2 << 20);
  private static final String UPLOADS = "/uploads/";

  private final Client client = new Client();
  @TempDir private Path directory;
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start().with(Feature.KEEPS_BROKEN_PARTS);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Fault breaksAfter(int bytes) {
    return registry.on("PUT", UPLOADS).nth(1).dropWithin(bytes);
  }

  private void push() throws Exception {
    try (HttpRepository repository = client.open(registry)) {
      repository.push(descriptor(CONTENT), Blob.of(CONTENT));
    }
  }

  private void assertPushed() throws Exception {
    push();
    assertThat(registry.blob(REPOSITORY, descriptor(CONTENT).digest().toString()))
        .contains(CONTENT);
    assertThat(registry.openUploads()).isEmpty();
  }

  private List<RecordedRequest> sent(String method) {
    return registry.requests().stream()
        .filter(r -> r.method().equals(method) && r.target().contains(UPLOADS))
        .toList();
  }

  @Test
  void whatTheRegistryKeptIsNotSentAgain() throws Exception {
    Fault fault = breaksAfter(700_000);

    assertPushed();

    assertThat(fault.fired()).isOne();
    assertThat(registry.count("POST", UPLOADS)).isOne();
    assertThat(sent("PATCH").get(0).header("content-range")).startsWith("700000-");
    assertThat(registry.requests().stream().mapToLong(RecordedRequest::bodySize).sum())
        .isEqualTo(CONTENT.length);
  }

  @Test
  void eachPartHasAConnectionOfItsOwn() throws Exception {
    Fault unused = breaksAfter(300_000);

    assertPushed();

    assertThat(sent("PATCH")).hasSizeGreaterThan(1);
    assertThat(sent("PATCH").stream().map(RecordedRequest::clientPort)).doesNotHaveDuplicates();
  }

  @Test
  void attemptsThatGetFurtherAreNoFailures() throws Exception {
    Fault unused = breaksAfter(100_000);
    Fault parts = registry.on("PATCH", UPLOADS).times(12).dropWithin(30_000);

    assertPushed();

    assertThat(parts.fired()).isEqualTo(12);
    assertThat(client.pauses).hasSize(13);
  }

  @Test
  void partsAreNotSmallerThanTheRegistryWantsThem() throws Exception {
    Fault unused =
        registry.on("POST", UPLOADS).change(r -> r.withHeader("OCI-Chunk-Min-Length", "900000"));
    Fault again = breaksAfter(1000);
    Fault third = registry.on("PATCH", UPLOADS).nth(1).dropWithin(0);

    assertPushed();

    assertThat(again.fired() + third.fired()).isEqualTo(2);
    assertThat(sent("PATCH").stream().map(RecordedRequest::bodySize))
        .containsExactly(0L, 900_000L, 900_000L, CONTENT.length - 1_801_000L);
  }

  @Test
  void aSessionThatIsForgottenIsBegunAnew() throws Exception {
    Fault unused = breaksAfter(700_000);
    Fault forgotten =
        registry.on("GET", UPLOADS).answer(Reply.error(404, "BLOB_UPLOAD_UNKNOWN", "unknown"));

    assertPushed();

    assertThat(forgotten.fired()).isOne();
    assertThat(registry.count("POST", UPLOADS)).isEqualTo(2);
    assertThat(registry.count("DELETE", UPLOADS)).isOne();
  }

  @Test
  void aRegistryThatForgetsEachSessionAtOnceIsSentTheBlobWhole() throws Exception {
    Fault unused = breaksAfter(700_000);
    Reply lost = Reply.error(404, "BLOB_UPLOAD_UNKNOWN", "unknown");
    Fault asked = registry.on("GET", UPLOADS).answer(lost);
    Fault parts = registry.on("PATCH", UPLOADS).answer(lost);

    assertPushed();

    assertThat(asked.fired() + parts.fired()).isEqualTo(2);
    assertThat(sent("PUT")).hasSize(2);
  }

  @Test
  void aSessionThatGotOutOfStepIsGivenUp() throws Exception {
    Fault unused = breaksAfter(700_000);
    Fault wrong = registry.on("GET", UPLOADS).change(r -> r.withHeader("Range", "0-799999"));

    assertPushed();

    assertThat(wrong.fired()).isEqualTo(2);
    assertThat(registry.count("POST", UPLOADS)).isEqualTo(2);
  }

  @Test
  void anUploadThatIsGivenUpIsCalledOff() throws Exception {
    Fault whole = breaksAfter(0);
    Fault parts = registry.on("PATCH", UPLOADS).dropWithin(0);

    var e = refusal(this::push);

    assertThat(e.code()).isEqualTo("unreachable");
    assertThat(whole.fired() + parts.fired()).isEqualTo(6);
    assertThat(registry.openUploads()).isEmpty();
  }

  @Test
  void anUploadThatIsCancelledWithinItsPartsIsCalledOff() throws Exception {
    Fault unused = breaksAfter(700_000);
    Fault held = registry.on("PATCH", UPLOADS).nth(2).hold();
    client.with(() -> held.fired() > 0);

    assertThatThrownBy(this::push).isInstanceOf(CancellationException.class);

    assertThat(held.fired()).isOne();
    assertThat(registry.openUploads()).isEmpty();
  }

  @Test
  void aFileThatChangesBeforeTheUploadGoesOnIsNoticed() throws Exception {
    Fault fault = registry.on("PUT", UPLOADS).dropWithin(700_000);
    RemoteProject project = new RemoteProject(directory).file("large.bin", CONTENT);
    ProgressListener edits =
        new ProgressListener() {
          @Override
          public void waiting(String why) {
            try {
              Files.write(directory.resolve("large.bin"), new byte[CONTENT.length]);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };

    BundleException e =
        catchThrowableOfType(
            BundleException.class,
            () ->
                project
                    .manifest()
                    .withProgress(edits)
                    .push(registry.host() + "/" + REPOSITORY + ":1.0"));

    assertThat(e.code()).isEqualTo("file-changed");
    assertThat(fault.fired()).isPositive();
    assertThat(sent("PUT")).as("none is finished").noneMatch(r -> r.bodySize() == 0);
    assertThat(registry.tags(REPOSITORY)).isEmpty();
    assertThat(registry.openUploads()).isEmpty();
  }
}
