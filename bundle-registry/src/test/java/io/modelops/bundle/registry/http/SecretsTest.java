package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.CredentialSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret goes to the registry's own origin and to the token server, if that is a sane one. */
class SecretsTest {
  private static final String CANARY = "canary-8f3a61";
  private static final String BASIC =
      Base64.getEncoder().encodeToString(("ann:" + CANARY).getBytes(StandardCharsets.UTF_8));
  private static final byte[] LAYER = bytes(10_000);

  private RecordedLog log;
  private TestRegistry registry;
  private TestRegistry other;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    other = TestRegistry.start("127.0.0.2");
    client = new Client().with(CredentialSource.of(registry.host(), "ann", CANARY));
    log = RecordedLog.start();
  }

  @AfterEach
  void stop() {
    log.close();
    registry.close();
    other.close();
    assertThat(log.text()).doesNotContain(CANARY).doesNotContain(BASIC);
  }

  private RegistryException refused() {
    RegistryException e = refusal(() -> client.pushAll(registry, LAYER));
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertThat(all + e.hint() + e.registryCode()).doesNotContain(CANARY).doesNotContain(BASIC);
    assertThat(other.requests()).isEmpty();
    return e;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://OTHER/v2/lab/seir/blobs/uploads/1",
        "//OTHER/v2/lab/seir/blobs/uploads/1",
        "https://REGISTRY/v2/lab/seir/blobs/uploads/1",
        "http://127.0.0.1/v2/lab/seir/blobs/uploads/1",
        "http://localhost:PORT/v2/lab/seir/blobs/uploads/1",
        "http://ann:x@REGISTRY/v2/lab/seir/blobs/uploads/1",
        "http://127.0.0.3:1/latest/meta-data",
        "file:///etc/passwd",
        "gopher://OTHER/1",
        "http:///x",
        "http://REGISTRY/x#fragment",
        "not a URI",
        ""
      })
  void anUploadAddressElsewhereIsRefused(String location) {
    registry.requirePassword("ann", CANARY);
    Fault fault =
        registry
            .on("POST", "/uploads/")
            .nth(1)
            .change(r -> r.withHeader("Location", spelledOut(location)));

    assertThat(refused().code()).isIn("foreign-upload-location", "protocol");
    assertThat(fault.fired()).isOne();
    assertThat(registry.blobs(Client.REPOSITORY)).isEmpty();
  }

  private String spelledOut(String location) {
    return location
        .replace("OTHER", other.host())
        .replace("REGISTRY", registry.host())
        .replace("PORT", registry.host().replaceFirst(".*:", ""));
  }

  @Test
  void noUploadAddressAndTwoOfThemAreRefused() {
    Fault none = registry.on("POST", "/uploads/").nth(1).change(r -> r.withHeader("Location"));
    Fault two =
        registry
            .on("POST", "/uploads/")
            .nth(1)
            .change(r -> r.withHeader("Location", r.header("Location").get(0), other.url()));

    assertThat(refused().code()).isEqualTo("protocol");
    assertThat(refused().code()).isEqualTo("protocol");
    assertThat(none.fired() + two.fired()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://REGISTRY", ""})
  void anUploadAddressAtHomeIsTaken(String prefix) throws Exception {
    registry
        .on("POST", "/uploads/")
        .change(r -> r.withHeader("Location", spelledOut(prefix) + r.header("Location").get(0)));

    client.pushAll(registry, LAYER);
    assertThat(registry.blobs(Client.REPOSITORY)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://OTHER/token",
        "https://OTHER/token",
        "http://localhost:1/token",
        "https://x.localhost:1/token",
        "file:///etc/passwd",
        "http://ann:b@REGISTRY/token",
        "http://REGISTRY/token#x",
        "/token",
        "not a URI"
      })
  void aTokenServerThatIsNotToBeTrustedIsNotAsked(String realm) {
    registry.requirePassword("ann", CANARY).requireToken(spelledOut(realm), 100);

    var e = refused();
    assertThat(e.code()).isEqualTo("token");
    assertThat(e).hasMessageContaining("not to be trusted").hasNoCause();
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void aTokenServerThatRedirectsIsNotFollowed() {
    registry.requirePassword("ann", CANARY).requireToken();
    Fault fault =
        registry
            .on("GET", "/token")
            .answer(Reply.of(302).withHeader("Location", other.url() + "/token"));

    assertThat(refused().code()).isEqualTo("redirect");
    assertThat(fault.fired()).isOne();
  }

  @Test
  void anIdentityTokenDoesNotTravelInTheClear() {
    client = new Client().with(new Sources.Identity(CANARY));
    registry.requireToken();

    var e = refused();
    assertThat(e.code()).isEqualTo("token");
    assertThat(e).hasMessageContaining("HTTPS only");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void anIdentityTokenIsNoPassword() {
    client = new Client().with(new Sources.Identity(CANARY));
    registry.requirePassword("ann", CANARY);

    assertThat(refused()).hasMessageContaining("a user name and a password");
    assertThat(registry.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"POST, /uploads/", "PUT, /uploads/", "PUT, /manifests/"})
  void aRedirectCarriesNoSecretAway(String method, String path) {
    registry.requirePassword("ann", CANARY);
    registry
        .on(method, path)
        .nth(2)
        .answer(Reply.of(307).withHeader("Location", other.url() + "/x"));
    registry.on(method, path).answer(Reply.of(307).withHeader("Location", other.url() + "/x"));

    assertThat(refused().code()).isEqualTo("redirect");
  }

  @Test
  void aServerThatRepeatsTheSecretDoesNotGetItIntoAnErrorOfLogin() {
    registry.requirePassword("ann", CANARY + "x");
    assertThat(refused().code()).isEqualTo("unauthorized");
  }

  @Test
  void nothingIsPrinted() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      registry.requirePassword("ann", CANARY);
      client.pushAll(registry, LAYER);
      registry.on("PUT", "/uploads/").dropBefore();
      RegistryException unused = refusal(() -> client.pushAll(registry, bytes(77)));
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
