package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InspectTest {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  @TempDir private Path directory;
  private TestRegistry registry;
  private Manifest manifest;
  private PushResult pushed;

  @BeforeEach
  void push() throws Exception {
    registry = TestRegistry.start();
    manifest =
        new RemoteProject(directory.resolve("project"))
            .file("models/sir.py", "x = 1\n")
            .file("data/large.bin", "y".repeat(2 << 20))
            .manifest();
    pushed = manifest.push(reference(":v1"));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private String reference(String name) {
    return registry.host() + "/lab/seir" + name;
  }

  private Inspection inspect(String name) {
    return RemoteProject.bundles().inspect(reference(name));
  }

  private RegistryException fails() {
    RegistryException e = refusal(() -> inspect(":v1"));
    assertThat(e.reference()).isEqualTo(reference(":v1"));
    assertThat(e).hasMessageContaining(reference(":v1"));
    return e;
  }

  private void serve(String manifestJson) {
    serve(manifestJson, Client.MANIFEST);
  }

  private void serve(String manifestJson, String type) {
    byte[] bytes = manifestJson.getBytes(StandardCharsets.UTF_8);
    String digest = Client.descriptor(bytes).digest().toString();
    Fault unused =
        registry
            .on("*", "/manifests/")
            .answer(
                Reply.of(200)
                    .withHeader("Content-Type", type)
                    .withHeader("Docker-Content-Digest", digest)
                    .withBody(bytes));
  }

  private String ociManifest() {
    return new String(registry.manifest("lab/seir", "v1").orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  void modelsAndFilesAreKnownWithoutTheirContent() {
    int before = registry.requests().size();

    Inspection found = inspect(":v1");

    assertThat(found.content()).isEqualTo(manifest.content());
    assertThat(found.manifest().digest()).isEqualTo(pushed.digest());
    assertThat(found.reference()).hasToString(reference(":v1"));
    assertThat(found.layers()).hasSize(3).containsAll(pushed.sent().subList(1, 3));
    assertThat(registry.requests().subList(before, registry.requests().size()))
        .extracting(request -> request.method())
        .containsExactly("HEAD", "GET", "GET");
  }

  @Test
  void aDigestNamesABundleForEver() throws Exception {
    new RemoteProject(directory.resolve("other"))
        .file("models/sir.py", "x = 2\n")
        .manifest()
        .push(reference(":v1"));

    assertThat(inspect("@" + pushed.digest()).content()).isEqualTo(manifest.content());
    assertThat(inspect(":v1").content()).isNotEqualTo(manifest.content());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":v2",
        "2:v1",
        "@sha256:0000000000000000000000000000000000000000000000000000000000000000"
      })
  void whatIsNotThereIsNotFound(String name) {
    var e = refusal(() -> inspect(name));
    assertThat(e.code()).isEqualTo("not-found");
    assertThat(registry.count("HEAD", "/lab/seir" + name.replaceFirst("[:@]", "/manifests/")))
        .isEqualTo(3);
  }

  @Test
  void aTagThatAppearsAMomentLaterIsFound() {
    Fault fault =
        registry
            .on("HEAD", "/manifests/")
            .times(2)
            .answer(Reply.error(404, "MANIFEST_UNKNOWN", ""));

    assertThat(inspect(":v1").content()).isEqualTo(manifest.content());
    assertThat(fault.fired()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {INDEX, "application/vnd.docker.distribution.manifest.list.v2+json"})
  void anIndexOfPlatformsIsUnsupported(String type) {
    serve("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":[]}", type);

    var e = fails();
    assertThat(e.code()).isEqualTo("unsupported");
    assertThat(e).hasMessageContaining("multi-platform");
    assertThat(registry.count("GET", "/manifests/")).isZero();
  }

  @Test
  void anIndexThatComesAsAManifestIsNoBundle() {
    serve("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[]}");
    assertThat(fails().code()).isEqualTo("not-a-bundle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.v1+prettyjws"
      })
  void anImageOfDockerIsNoBundle(String type) {
    serve("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"layers\":[]}", type);
    assertThat(fails().code()).isEqualTo("not-a-bundle");
    assertThat(registry.count("GET", "/manifests/")).isZero();
  }

  @Test
  void anotherArtifactIsNoBundle() {
    serve(ociManifest().replace("modelops.bundle.v1", "other.v1"));

    var e = fails();
    assertThat(e.code()).isEqualTo("not-a-bundle");
    assertThat(e).hasMessageContaining("application/vnd.other.v1");
  }

  @Test
  void aConfigOfAnotherTypeIsNoBundle() {
    serve(ociManifest().replace("bundle.manifest.v1", "bundle.manifest.v9"));
    assertThat(fails().code()).isEqualTo("not-a-bundle");
    assertThat(registry.count("GET", "/blobs/")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e30", "\"5\"", "5.0", "4611686018427387904"})
  void aSizeThatIsNoneIsNoBundle(String size) {
    serve(ociManifest().replaceFirst("\"size\":[0-9]+", "\"size\":" + size));
    assertThat(fails().code()).isEqualTo("not-a-bundle");
  }

  @Test
  void aConfigOfGreatSizeIsNotEvenAskedFor() {
    serve(ociManifest().replaceFirst("\"size\":[0-9]+", "\"size\":9007199254740992"));
    assertThat(fails().code()).isEqualTo("too-large");
    assertThat(registry.count("GET", "/blobs/")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aConfigOfAnotherSizeIsRefused(int more) {
    long size = pushed.sent().get(0).size();
    serve(ociManifest().replaceFirst("\"size\":" + size, "\"size\":" + (size + more)));
    assertThat(fails().code()).isEqualTo("protocol");
  }

  @Test
  void aConfigThatIsGoneIsMissing() {
    registry.removeBlob("lab/seir", pushed.sent().get(0).digest().toString());
    var e = fails();
    assertThat(e.code()).isEqualTo("content-missing");
    assertThat(e.registryCode()).isEqualTo("BLOB_UNKNOWN");
  }

  @Test
  void otherBytesThanTheDigestSaysAreFoundOut() {
    Fault fault =
        registry
            .on("GET", "/blobs/")
            .change(
                r -> {
                  byte[] changed = r.body();
                  changed[3] ^= 1;
                  return r.withBody(changed);
                });
    assertThat(fails().code()).isEqualTo("digest-mismatch");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void anyPushedBundleIsInspectedInALayoutToo() {
    String layout = "oci:" + directory.resolve("layout") + ":v1";
    manifest.push(layout);

    Inspection found = RemoteProject.bundles().inspect(layout);

    assertThat(found.content()).isEqualTo(manifest.content());
    assertThat(found.manifest()).isEqualTo(inspect(":v1").manifest());
    assertThat(found.layers()).isEqualTo(inspect(":v1").layers());
    String other = "oci:" + directory.resolve("layout") + ":v2";
    assertThat(refusal(() -> RemoteProject.bundles().inspect(other)).code()).isEqualTo("not-found");
  }

  @Test
  void cancellingTheFutureStopsTheWork() throws Exception {
    Fault fault = registry.on("GET", "/blobs/").hold();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Inspection> future =
          RemoteProject.bundles()
              .async(
                  executor,
                  b -> b.inspect(Reference.parse(reference(":v1")), RegistryOptions.defaults()));
      fault.awaitFired();

      assertThat(future.cancel(true)).isTrue();

      executor.shutdown();
      assertThat(executor.awaitTermination(2, TimeUnit.SECONDS)).isTrue();
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"HEAD, /manifests/", "GET, /manifests/", "GET, /blobs/"})
  void anInterruptStopsTheWorkAtEachStep(String method, String path) throws Exception {
    Fault fault = registry.on(method, path).hold();
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                Inspection unused = inspect(":v1");
              } catch (CancellationException e) {
                cancelled.set(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    fault.awaitFired();

    thread.interrupt();
    thread.join(2_000);

    assertThat(thread.isAlive()).isFalse();
    assertThat(cancelled).isTrue();
  }

  @Test
  void theCallersTokenStopsTheWork() {
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () -> RemoteProject.bundles().withCancellation(() -> true).inspect(reference(":v1")));
  }
}
