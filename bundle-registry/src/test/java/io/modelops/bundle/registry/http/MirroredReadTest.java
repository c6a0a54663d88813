package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Mirror;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RegistryRoute;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blobs that are too large to be held come from mirrors as streams. */
class MirroredReadTest {
  private static final byte[] LARGE = bytes(6 << 20);

  private TestRegistry registry;
  private TestRegistry mirror;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    mirror = TestRegistry.start();
    registry.putBlob("lab/seir", LARGE);
    mirror.putBlob("lab/seir", LARGE);
  }

  @AfterEach
  void stop() {
    registry.close();
    mirror.close();
  }

  private Repository open(Network network, String... hosts) {
    RegistryRoute route =
        RegistryRoute.to(registry.host())
            .withMirrors(List.of(hosts).stream().map(host -> Mirror.at("http://" + host)).toList());
    return new HttpTransport()
        .open(
            Reference.parse(registry.host() + "/lab/seir:v1"),
            new Settings(
                Environment.none(),
                List.of(),
                RegistryOptions.defaults().withNetwork(network.withRoutes(route)),
                Operation.unobserved()));
  }

  private static byte[] read(Repository repository, long offset) throws IOException {
    try (InputStream in = repository.openBlob(descriptor(LARGE), offset)) {
      return in.readAllBytes();
    }
  }

  @Test
  void theRestComesFromTheRegistryWhereTheMirrorBreaksOff() throws IOException {
    try (CutProxy broken = CutProxy.ofEach(mirror.host(), CutProxy.Direction.TO_CLIENT, 1_000_000);
        Network network = Network.direct();
        Repository repository = open(network, broken.host())) {
      assertThat(read(repository, 0)).isEqualTo(LARGE);
      assertThat(broken.cuts()).isEqualTo(1);
      assertThat(registry.requests()).hasSize(1);
      assertThat(registry.requests().get(0).header("range")).matches("bytes=[1-9][0-9]+-.*");
    }
  }

  @Test
  void wrongContentIsRefusedAtItsEndAndComesFromTheRegistryTheNextTime() throws IOException {
    mirror
        .on("GET", "/blobs/")
        .change(
            reply -> {
              byte[] body = reply.body();
              body[body.length - 1] ^= 1;
              return reply.withBody(body).withHeader("Docker-Content-Digest");
            });
    try (Network network = Network.direct();
        Repository repository = open(network, mirror.host())) {
      assertThatThrownBy(() -> read(repository, 0))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
      assertThat(repository.hasOtherSource(descriptor(LARGE))).isTrue();
      assertThat(read(repository, 0)).isEqualTo(LARGE);
      assertThat(repository.hasOtherSource(descriptor(LARGE))).isFalse();
      assertThat(mirror.requests()).hasSize(1);
    }
  }

  @Test
  void wrongBeginningOfAMirrorIsRefusedThoughTheRestIsRight() throws IOException {
    mirror
        .on("GET", "/blobs/")
        .change(
            reply -> {
              byte[] body = reply.body();
              body[0] ^= 1;
              return reply.withBody(body).withHeader("Docker-Content-Digest");
            });
    try (CutProxy broken = CutProxy.ofEach(mirror.host(), CutProxy.Direction.TO_CLIENT, 1_000_000);
        Network network = Network.direct();
        Repository repository = open(network, broken.host())) {
      assertThatThrownBy(() -> read(repository, 0))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
      assertThat(registry.requests()).hasSize(1);
      assertThat(read(repository, 0)).isEqualTo(LARGE);
    }
  }

  @Test
  void mirrorsAreAskedInTheirOrderAndOneThatIsNotThereOnceOnly() throws IOException {
    try (TestRegistry empty = TestRegistry.start();
        Network network = Network.direct();
        Repository repository = open(network, "127.0.0.1:1", empty.host(), mirror.host())) {
      assertThat(read(repository, 5)).hasSize(LARGE.length - 5);
      assertThat(read(repository, 0)).isEqualTo(LARGE);
      assertThat(empty.requests()).hasSize(2);
      assertThat(mirror.requests()).hasSize(2);
      assertThat(registry.requests()).isEmpty();
    }
  }
}
