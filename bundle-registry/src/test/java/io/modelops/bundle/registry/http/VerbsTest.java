package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Feature;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.UploadSession;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs of a repository at registries with habits of their own. */
class VerbsTest {
  private static final byte[] CONTENT = bytes(100_000);
  private static final byte[] OTHER = bytes(50_000);

  private final Client client = new Client();
  private TestRegistry registry;

  @BeforeEach
  void start() throws Exception {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private static byte[] whole(InputStream in) throws Exception {
    try (in) {
      return in.readAllBytes();
    }
  }

  private void push(HttpRepository repository, byte[] content) throws Exception {
    repository.push(descriptor(content), Blob.of(content));
  }

  private List<String> uploads() {
    return registry.requests().stream()
        .filter(r -> r.target().contains("/uploads/"))
        .map(RecordedRequest::method)
        .toList();
  }

  @Test
  void aRegistryThatPassesOverTheClosingBodyIsSentAPatchFromThenOn() throws Exception {
    TestRegistry unused = registry.with(Feature.CONTENT_BY_PATCH_ONLY);
    try (HttpRepository repository = client.open(registry)) {
      push(repository, CONTENT);
    }
    try (HttpRepository another = client.open(registry)) {
      push(another, OTHER);
    }

    assertThat(registry.blob(REPOSITORY, descriptor(CONTENT).digest().toString()))
        .contains(CONTENT);
    assertThat(registry.blob(REPOSITORY, descriptor(OTHER).digest().toString())).contains(OTHER);
    assertThat(uploads())
        .containsExactly("POST", "PUT", "POST", "PATCH", "PUT", "POST", "PATCH", "PUT");
  }

  @Test
  void aRegistryThatKnowsNoRangesIsReadFromTheStart() throws Exception {
    TestRegistry unused = registry.with(Feature.NO_RANGES);
    registry.putBlob(REPOSITORY, CONTENT);
    try (HttpRepository repository = client.open(registry)) {
      assertThat(whole(repository.openBlob(descriptor(CONTENT), 70_000)))
          .isEqualTo(Arrays.copyOfRange(CONTENT, 70_000, 100_000));
    }
  }

  @Test
  void afterABrokenConnectionOnlyTheRestIsAskedFor() throws Exception {
    registry.putBlob(REPOSITORY, CONTENT);
    try (CutProxy proxy = new CutProxy(registry.host(), CutProxy.Direction.TO_CLIENT, 60_000);
        HttpRepository repository = client.open(proxy.host() + "/" + REPOSITORY + ":1.0")) {
      assertThat(whole(repository.openBlob(descriptor(CONTENT), 0))).isEqualTo(CONTENT);
    }
    assertThat(registry.requests()).hasSize(2);
    assertThat(registry.requests().get(1).header("range")).matches("bytes=[1-9][0-9]*-99999");
  }

  @Test
  void anotherPartThanAskedForIsRefused() throws Exception {
    registry.putBlob(REPOSITORY, CONTENT);
    Fault fault =
        registry
            .on("GET", "/blobs/")
            .change(r -> r.withHeader("Content-Range", "bytes 0-29999/100000"));
    try (HttpRepository repository = client.open(registry)) {
      assertThat(refusal(() -> repository.openBlob(descriptor(CONTENT), 70_000).close()).code())
          .isEqualTo("protocol");
    }
    assertThat(fault.fired()).isOne();
  }

  @Test
  void anUploadWhoseAnswerWasLostIsAskedHowFarItCame() throws Exception {
    Fault fault = registry.on("PATCH", "/uploads/").nth(1).dropAfter();
    try (HttpRepository repository = client.open(registry)) {
      UploadSession session = repository.startUpload(descriptor(CONTENT)).orElseThrow();

      assertThat(repository.continueUpload(session, descriptor(CONTENT), Blob.of(CONTENT)))
          .isEmpty();
    }
    assertThat(fault.fired()).isOne();
    assertThat(uploads()).containsExactly("POST", "PATCH", "GET", "PUT");
    assertThat(registry.blob(REPOSITORY, descriptor(CONTENT).digest().toString()))
        .contains(CONTENT);
  }

  @Test
  void aSessionThatStandsElsewhereGoesOnFromThere() throws Exception {
    try (HttpRepository repository = client.open(registry)) {
      UploadSession session = repository.startUpload(descriptor(CONTENT)).orElseThrow();
      UploadSession tooFar = UploadSession.of(session.location(), 60_000, session.partSize());

      UploadSession told =
          repository.continueUpload(tooFar, descriptor(CONTENT), Blob.of(CONTENT)).orElseThrow();

      assertThat(told.offset()).isZero();
      assertThat(repository.continueUpload(told, descriptor(CONTENT), Blob.of(CONTENT))).isEmpty();
    }
  }

  @Test
  void aLostSessionIsNamedAsSuch() throws Exception {
    try (HttpRepository repository = client.open(registry)) {
      UploadSession session = repository.startUpload(descriptor(CONTENT)).orElseThrow();
      Fault unused =
          registry
              .on("PATCH", "/uploads/")
              .answer(Reply.error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown"));

      var e =
          refusal(() -> repository.continueUpload(session, descriptor(CONTENT), Blob.of(CONTENT)));

      assertThat(e.code()).isEqualTo("upload-lost");
      assertThat(e.registryCode()).isEqualTo("BLOB_UPLOAD_UNKNOWN");
      assertThat(e.retryable()).isTrue();
    }
  }

  @Test
  void aSessionOfAnotherServerIsNotGoneOnWith() throws Exception {
    try (HttpRepository repository = client.open(registry)) {
      UploadSession foreign = UploadSession.of("http://127.0.0.2:1/x", 0, 1 << 20);

      assertThat(
              refusal(
                      () ->
                          repository.continueUpload(foreign, descriptor(CONTENT), Blob.of(CONTENT)))
                  .code())
          .isEqualTo("foreign-upload-location");
    }
  }

  @Test
  void partsAreAsLargeAsTheRegistryWantsThem() throws Exception {
    Fault unused =
        registry
            .on("POST", "/uploads/")
            .change(r -> r.withHeader("OCI-Chunk-Min-Length", "50000000"));
    try (HttpRepository repository = client.open(registry)) {
      assertThat(repository.startUpload(descriptor(CONTENT)).map(UploadSession::partSize))
          .isEqualTo(Optional.of(50_000_000L));
    }
  }

  @Test
  void anAnswerToHeadWithoutDigestAndSizeDoesNotFailThePush() throws Exception {
    for (String method : List.of("HEAD", "PUT")) {
      Fault unused =
          registry
              .on(method, "/blobs/")
              .change(r -> r.withHeader("Docker-Content-Digest").withHeader("Content-Length", "0"));
    }
    try (HttpRepository repository = client.open(registry)) {
      push(repository, CONTENT);

      assertThat(repository.exists(descriptor(CONTENT))).isFalse();
    }
    assertThat(registry.blob(REPOSITORY, descriptor(CONTENT).digest().toString()))
        .contains(CONTENT);
  }

  @Test
  void aManifestThatMetAnotherOneAtItsTagIsPutAgain() throws Exception {
    registry.putBlob(REPOSITORY, CONTENT);
    Fault fault =
        registry
            .on("PUT", "/manifests/")
            .nth(1)
            .answer(Reply.error(400, "DIGEST_INVALID", "provided digest did not match"));
    byte[] document = manifest(CONTENT);
    try (HttpRepository repository = client.open(registry)) {
      repository.tag(descriptor(MANIFEST, document), Blob.of(document), "v1");
    }
    assertThat(fault.fired()).isOne();
    assertThat(registry.manifest(REPOSITORY, "v1")).contains(document);
  }

  @Test
  void anAddressWithABarIsStillTheRegistrysOwn() throws Exception {
    Fault unused =
        registry
            .on("POST", "/uploads/")
            .change(r -> r.withHeader("Location", r.header("Location").get(0) + "&part=1|2"));
    try (HttpRepository repository = client.open(registry)) {
      push(repository, CONTENT);
    }
    assertThat(registry.blobs(REPOSITORY)).hasSize(1);
  }

  @Test
  void aRegistryThatDoesNotKnowItsSchemeIsToldApartFromAnotherServer() throws Exception {
    Fault unused =
        registry
            .on("POST", "/uploads/")
            .change(r -> r.withHeader("Location", "https://" + registry.host() + "/x"));
    try (HttpRepository repository = client.open(registry)) {
      var e = refusal(() -> push(repository, CONTENT));

      assertThat(e.code()).isEqualTo("foreign-upload-location");
      assertThat(e.hint()).contains("X-Forwarded-Proto");
    }
  }

  @Test
  void toTakeABlobOverTheRightToReadTheOtherRepositoryIsAskedFor() throws Exception {
    registry.requireToken().requirePassword("ann", "secret");
    registry.putBlob("lab/other", CONTENT);
    Client known = client.with(CredentialSource.of(registry.host(), "ann", "secret"));
    try (HttpRepository repository = known.open(registry)) {
      assertThat(repository.mount(descriptor(CONTENT), "lab/other")).isTrue();
    }
    assertThat(registry.requests().stream().filter(r -> r.target().startsWith("/token")))
        .singleElement()
        .extracting(RecordedRequest::target)
        .asString()
        .contains("repository%3Alab%2Fseir%3Apull%2Cpush")
        .contains("repository%3Alab%2Fother%3Apull");
  }

  @Test
  void whoMayNotTakeABlobOverMayStillPushIt() throws Exception {
    Fault fault = registry.on("POST", "/uploads/").nth(1).answer(Reply.of(401));
    try (HttpRepository repository = client.open(registry)) {
      assertThat(repository.mount(descriptor(CONTENT), "lab/other")).isFalse();

      push(repository, CONTENT);
    }
    assertThat(fault.fired()).isOne();
    assertThat(registry.blobs(REPOSITORY)).hasSize(1);
  }
}
