package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the real program, through the front door. */
@Timeout(120)
class DockerRegistryReadTest {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  @TempDir private Path directory;

  private RemoteProject project() throws IOException {
    return new RemoteProject(directory.resolve("project"))
        .file("models/sir.py", "x = 1\n")
        .file("data/large.bin", "y".repeat(3 << 20));
  }

  private static String reference(DockerRegistry registry) {
    return registry.host() + "/lab/seir:v1";
  }

  private static int put(DockerRegistry registry, String tag, String type, byte[] manifest)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + registry.host() + "/v2/lab/seir/manifests/" + tag))
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(manifest))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void whatWasPushedIsInspectedByTagAndByDigest() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      Manifest manifest = project().manifest();
      PushResult pushed = manifest.push(reference(registry));
      Bundles bundles = RemoteProject.bundles();

      Inspection byTag = bundles.inspect(reference(registry));
      Inspection byDigest = bundles.inspect(registry.host() + "/lab/seir@" + pushed.digest());

      assertThat(byTag.manifest().digest()).isEqualTo(pushed.digest());
      assertThat(byTag.content()).isEqualTo(manifest.content());
      assertThat(byDigest.content()).isEqualTo(byTag.content());
      assertThat(byDigest.layers()).isEqualTo(byTag.layers()).hasSize(3);
      assertThat(ManifestDifference.between(byTag.content(), manifest.content()).upToDate())
          .isTrue();
    }
  }

  @Test
  void aPlanSaysWhatAPushThenDoesAndLeavesTheRegistryAsItWas() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      Manifest manifest = project().manifest();
      Reference reference = Reference.parse(reference(registry));

      PushPlan plan = manifest.plan(reference, RegistryOptions.defaults());

      assertThat(stored()).isZero();
      PushResult pushed = manifest.push(reference, RegistryOptions.defaults());
      assertThat(stored()).isPositive();
      assertThat(plan.send()).isEqualTo(pushed.sent());
      assertThat(plan.digest()).isEqualTo(pushed.digest());

      PushPlan next = manifest.plan(reference, RegistryOptions.defaults());
      assertThat(next.send()).isEmpty();
      assertThat(next.remote()).isEqualTo(pushed.digest());
    }
  }

  private long stored() throws IOException {
    Path storage = directory.resolve("storage");
    if (!Files.isDirectory(storage)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(storage)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      Bundles bundles = RemoteProject.bundles();
      assertThat(refusal(() -> bundles.inspect(reference(registry))).code()).isEqualTo("not-found");

      project().manifest().push(reference(registry));
      String other = registry.host() + "/lab/seir:v2";
      assertThat(refusal(() -> bundles.inspect(other)).code()).isEqualTo("not-found");
    }
  }

  @Test
  void anIndexIsUnsupportedAndAnImageIsNoBundle() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      Bundles bundles = RemoteProject.bundles();
      PushResult pushed = project().manifest().push(reference(registry));
      Inspection bundle = bundles.inspect(reference(registry));
      String index =
          "{\"schemaVersion\":2,\"mediaType\":\""
              + INDEX
              + "\",\"manifests\":[{\"mediaType\":\""
              + bundle.manifest().mediaType()
              + "\",\"digest\":\""
              + pushed.digest()
              + "\",\"size\":"
              + bundle.manifest().size()
              + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}";
      String config = bundle.layers().get(0).digest().toString();
      String image =
          "{\"schemaVersion\":2,\"mediaType\":\""
              + Client.MANIFEST
              + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
              + "\"digest\":\""
              + config
              + "\",\"size\":7},\"layers\":[]}";

      assertThat(put(registry, "index", INDEX, index.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(201);
      assertThat(put(registry, "image", Client.MANIFEST, image.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(201);

      String multi = registry.host() + "/lab/seir:index";
      assertThat(refusal(() -> bundles.inspect(multi)).code()).isEqualTo("unsupported");
      String other = registry.host() + "/lab/seir:image";
      assertThat(refusal(() -> bundles.inspect(other)).code()).isEqualTo("not-a-bundle");
    }
  }

  @Test
  void aBlobThatRottedOnTheDiskOfTheRegistryIsFoundOut() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      project().manifest().push(reference(registry));
      Bundles bundles = RemoteProject.bundles();
      String hex = bundles.inspect(reference(registry)).layers().get(0).digest().hex();
      Path data = directory.resolve("storage/docker/registry/v2/blobs/sha256");
      Path file = data.resolve(hex.substring(0, 2)).resolve(hex).resolve("data");
      byte[] bytes = Files.readAllBytes(file);
      bytes[5] ^= 1;
      Files.write(file, bytes);

      assertThat(refusal(() -> bundles.inspect(reference(registry))).code())
          .isEqualTo("digest-mismatch");

      Files.write(file, new byte[2]);
      assertThat(refusal(() -> bundles.inspect(reference(registry))).code())
          .isIn("protocol", "truncated", "unreachable");
    }
  }

  @Test
  void aLoginIsNeededWhereOneIs() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, "ann", "s3cret")) {
      CredentialSource ann = CredentialSource.of(registry.host(), "ann", "s3cret");
      Manifest manifest = project().manifest(RemoteProject.PROVIDERS.with(ann));
      manifest.push(reference(registry));

      assertThat(refusal(() -> RemoteProject.bundles().inspect(reference(registry))).code())
          .isEqualTo("unauthorized");
      assertThat(
              Bundles.of(RemoteProject.PROVIDERS.with(ann)).inspect(reference(registry)).content())
          .isEqualTo(manifest.content());
    }
  }

  /** A reset after every 125 bytes of what the registry says. */
  @Test
  void aConnectionThatBreaksWhileInspectingIsTriedAgain() throws Exception {
    int cuts = 0;
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      Manifest manifest = project().manifest();
      manifest.push(reference(registry));
      for (int after = 1; after < 2_500; after += 125) {
        try (CutProxy proxy = new CutProxy(registry.host(), CutProxy.Direction.TO_CLIENT, after)) {
          assertThat(RemoteProject.bundles().inspect(proxy.host() + "/lab/seir:v1").content())
              .as("cut after %s bytes", after)
              .isEqualTo(manifest.content());
          cuts += proxy.cuts();
        }
      }
    }
    assertThat(cuts).isEqualTo(20);
  }
}
