package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.registry.wire.Headers;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a registry sends readers to. */
class RedirectTest {
  private static final byte[] LAYER = bytes(10_000);
  private static final String SECRET = "S3CRET-of-the-registry";

  private final Client client = new Client();
  private TestRegistry registry;
  private TestRegistry storage;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start().requirePassword("ann", SECRET);
    storage = TestRegistry.start("127.0.0.2");
    registry.putBlob(REPOSITORY, LAYER);
    storage.putBlob(REPOSITORY, LAYER);
    client.with(CredentialSource.of(registry.host(), "ann", SECRET));
  }

  @AfterEach
  void stop() {
    registry.close();
    storage.close();
  }

  private byte[] read() throws Exception {
    try (HttpRepository transport = client.open(registry)) {
      return Client.read(transport, descriptor(LAYER));
    }
  }

  private RegistryException fails() {
    RegistryException e = refusal(this::read);
    assertThat(e.toString() + e.hint()).doesNotContain(SECRET);
    return e;
  }

  private static String path() {
    return "/v2/" + REPOSITORY + "/blobs/" + descriptor(LAYER).digest();
  }

  private Fault redirect(int status, String... locations) {
    // the first request is the one that is asked for a password
    Fault unused = registry.on("GET", "/blobs/").nth(1).change(r -> r);
    return registry.on("GET", "/blobs/").answer(Reply.of(status).withHeader("Location", locations));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void anotherHostIsAskedWithoutAuthorization(int status) throws Exception {
    Fault fault = redirect(status, storage.url() + path() + "?X-Signature=a%2Fb%3D");

    assertThat(read()).isEqualTo(LAYER);

    assertThat(fault.fired()).isOne();
    assertThat(storage.requests())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.target()).endsWith("?X-Signature=a%2Fb%3D");
              assertThat(r.headers()).doesNotContainKeys("authorization", "cookie");
            });
  }

  @Test
  void anotherPortIsAnotherServer() throws Exception {
    try (TestRegistry port = TestRegistry.start()) {
      port.putBlob(REPOSITORY, LAYER);
      Fault fault = redirect(307, port.url() + path());

      assertThat(read()).isEqualTo(LAYER);
      assertThat(fault.fired()).isOne();
      assertThat(port.requests()).hasSize(1);
      assertThat(port.requests().get(0).headers()).doesNotContainKey("authorization");
    }
  }

  @Test
  void anotherPathOfTheRegistryIsTheRegistry() throws Exception {
    registry.putBlob("mirror", LAYER);
    Fault fault = redirect(307, "/v2/mirror/blobs/" + descriptor(LAYER).digest());
    fault.times(1);

    assertThat(read()).isEqualTo(LAYER);
    assertThat(fault.fired()).isOne();
  }

  @Test
  void theWayBackHasNoAuthorizationEither() {
    redirect(307, storage.url() + path());
    storage
        .on("GET", "/blobs/")
        .answer(Reply.of(307).withHeader("Location", registry.url() + "/v2/mirror/blobs/x"));
    Fault back = registry.on("GET", "/v2/mirror/").answer(Reply.of(404));

    assertThat(fails().code()).isEqualTo("redirect");
    assertThat(back.fired()).isZero();
  }

  @Test
  void aHostThatAsksForALoginGetsNone() {
    redirect(307, storage.url() + path());
    Fault fault =
        storage
            .on("GET", "/blobs/")
            .answer(
                Reply.of(401)
                    .withHeader(
                        "WWW-Authenticate", "Bearer realm=\"" + storage.url() + "/token\""));

    assertThat(fails().status()).isEqualTo(401);
    assertThat(fault.fired()).isOne();
    assertThat(storage.requests()).hasSize(1);
  }

  @Test
  void otherBytesThereAreFoundOut() {
    redirect(307, storage.url() + path());
    storage.on("GET", "/blobs/").change(r -> r.withBody(bytes(9_999)));
    assertThat(fails().code()).isEqualTo("protocol");
  }

  @Test
  void fiveHopsAreFollowedAndNotSix() throws Exception {
    redirect(307, storage.url() + "/1");
    for (int i = 1; i < 5; i++) {
      storage
          .on("GET", "/" + i)
          .answer(Reply.of(307).withHeader("Location", i == 4 ? path() : "/" + (i + 1)));
    }
    assertThat(read()).isEqualTo(LAYER);

    Fault loop = storage.on("GET", path()).answer(Reply.of(307).withHeader("Location", path()));
    assertThat(fails()).hasMessageContaining("more than 5");
    assertThat(loop.fired()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "jar:file:/x.jar!/y",
        "gopher://example.org/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/latest",
        "http://0xa9fea9fe/latest",
        "http://[fe80::1]/x",
        "http://[::ffff:169.254.169.254]/x",
        "http://user:pass@example.org/x",
        "http://exa mple.org/",
        "//"
      })
  void otherTargetsAreRefused(String location) {
    Fault fault = redirect(307, location);

    assertThat(fails().code()).isEqualTo("redirect");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void noTargetOrTwoAreRefused() {
    Fault fault = redirect(307);
    assertThat(fails().code()).isEqualTo("redirect");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void twoTargetsAreRefused() {
    redirect(307, storage.url() + path(), storage.url() + path());
    assertThat(fails().code()).isEqualTo("redirect");
    assertThat(storage.requests()).isEmpty();
  }

  @Test
  void aSignedAddressIsNotInTheMessage() {
    redirect(307, "http://169.254.169.254/x?X-Signature=" + SECRET);
    assertThat(fails().code()).isEqualTo("redirect");
  }

  @Test
  void lookingForABlobFollowsToo() throws Exception {
    Fault asked = registry.on("HEAD", "/blobs/").nth(1).change(r -> r);
    Fault fault =
        registry
            .on("HEAD", "/blobs/")
            .answer(Reply.of(307).withHeader("Location", storage.url() + path()));
    try (HttpRepository transport = client.open(registry)) {
      assertThat(transport.exists(descriptor(LAYER))).isTrue();
    }
    assertThat(asked.fired()).isOne();
    assertThat(fault.fired()).isOne();
    assertThat(storage.requests()).hasSize(1);
    assertThat(storage.requests().get(0).headers()).doesNotContainKey("authorization");
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr.io, https://blobs.example.com/x, true",
    "ghcr.io, http://blobs.example.com/x, false",
    "ghcr.io, https://10.0.0.1/x, false",
    "ghcr.io, https://127.0.0.1/x, false",
    "ghcr.io, https://localhost/x, false",
    "ghcr.io, https://93.184.216.34/x, false",
    "ghcr.io, https://[::1]/x, false",
    "10.1.1.1:5000, https://10.0.0.1/x, true",
    "10.1.1.1:5000, https://blobs.example.com/x, true",
    "10.1.1.1:5000, https://169.254.169.254/x, false",
    "10.1.1.1:5000, https://0x0a.0.0.1/x, false",
    "10.1.1.1:5000, https://10.1/x, false",
    "10.1.1.1:5000, https://012.0.0.1/x, false",
    "10.1.1.1:5000, https://[fd00::1]/x, true",
    "10.1.1.1:5000, https://169.254.169.254./x, false",
    "10.1.1.1:5000, https://2852039166/x, false",
    "10.1.1.1:5000, https://[fe80::1]/x, false",
    "10.1.1.1:5000, https://[FEBF::1]/x, false",
    "10.1.1.1:5000, https://[::ffff:169.254.169.254]/x, false",
    "10.1.1.1:5000, https://[::ffff:a9fe:a9fe]/x, false",
    "10.1.1.1:5000, https://[0:0:0:0:0:ffff:a9fe:a9fe]/x, false",
    "10.1.1.1:5000, https://[0:0:0:0:0:FFFF:169.254.169.254]/x, false",
    "10.1.1.1:5000, https://[::169.254.169.254]/x, false",
    "10.1.1.1:5000, https://[64:ff9b::a9fe:a9fe]/x, false",
    "10.1.1.1:5000, https://[::ffff:10.0.0.1]/x, false",
    "10.1.1.1:5000, https://１６９.254.169.254/x, false",
    "ghcr.io, https://x.localhost./x, false",
    "ghcr.io, https://LOCALHOST./x, false",
    "169.254.1.1, https://169.254.1.1:9000/x, true"
  })
  void whereToDependsOnWhereTheRegistryIs(String host, String location, boolean followed)
      throws Exception {
    var reference = (Reference.Registry) Reference.parse(host + "/a/b:1");
    Origin origin = Origin.ofRegistry(reference.host(), Set.of());
    Redirects redirects = new Redirects(origin, new Failures(host, origin));
    Answer answer =
        new Answer(
            307,
            Headers.of(Map.of("Location", List.of(location))),
            BoundedBody.NONE,
            InputStream.nullInputStream());
    URI from = origin.resolve("/v2/");
    if (followed) {
      assertThat(redirects.next(from, answer, "read")).isEqualTo(URI.create(location));
    } else {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> redirects.next(from, answer, "read"))
          .matches(refused -> refused.error().code().equals("redirect"));
    }
  }
}
