package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.testing.Sweeps;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connection to a real registry is reset once, anywhere: the push succeeds all the same. */
@Timeout(300)
class CutConnectionTest {
  /** More than what goes over the line one way in a push of a blob and a manifest. */
  private static final long UP = 102_000;

  private static final long DOWN = 2_200;
  private static final int RUNS = Sweeps.areWhole() ? 100 : 20;

  private final HttpClient plain = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void aResetAtAnyByteOnTheWayThereCostsOneRetry() throws Exception {
    assertThat(sweep(CutProxy.Direction.TO_SERVER, UP, RUNS)).isGreaterThan(RUNS * 9 / 10);
  }

  @Test
  void aResetAtAnyByteOnTheWayBackCostsOneRetry() throws Exception {
    assertThat(sweep(CutProxy.Direction.TO_CLIENT, DOWN, 40)).isGreaterThan(25);
  }

  private int sweep(CutProxy.Direction direction, long most, int runs) throws Exception {
    int cuts = 0;
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      for (int i = 1; i <= runs; i++) {
        byte[] layer = bytes(100_000 + i);
        try (CutProxy proxy = new CutProxy(registry.host(), direction, most * i / runs)) {
          String repository = "lab/cut-" + i;
          push(proxy.host() + "/" + repository + ":1.0", layer);
          cuts += proxy.cuts();
          String base = "http://" + registry.host() + "/v2/" + repository;
          assertThat(get(base + "/manifests/1.0")).isEqualTo(manifest(layer));
          assertThat(get(base + "/blobs/" + descriptor(layer).digest())).isEqualTo(layer);
        }
      }
    }
    return cuts;
  }

  private static void push(String reference, byte[] layer) throws Exception {
    try (HttpRepository transport = new Client().open(reference)) {
      if (!transport.exists(descriptor(layer))) {
        transport.push(descriptor(layer), Blob.of(layer));
      }
      byte[] manifest = manifest(layer);
      transport.tag(descriptor(MANIFEST, manifest), Blob.of(manifest), "1.0");
    }
  }

  private byte[] get(String uri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri)).header("Accept", MANIFEST).build();
    HttpResponse<byte[]> answer = plain.send(request, BodyHandlers.ofByteArray());
    assertThat(List.of(200)).contains(answer.statusCode());
    return answer.body();
  }
}
