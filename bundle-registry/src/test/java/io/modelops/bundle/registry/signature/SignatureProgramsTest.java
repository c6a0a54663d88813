package io.modelops.bundle.registry.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Provenance;
import io.modelops.bundle.value.SignOptions;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SignatureReport.Signature;
import io.modelops.bundle.value.SigningKey;
import io.modelops.bundle.value.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * cosign of two versions and notation: what is signed here they accept, and the other way round.
 */
class SignatureProgramsTest {
  private static final List<String> OFFLINE =
      List.of("--insecure-ignore-tlog", "--allow-http-registry");

  @TempDir private Path directory;
  private DockerRegistry registry;

  @BeforeEach
  void start() throws Exception {
    Programs.require("docker-registry", "cosign-2", "cosign-3", "notation");
    registry = DockerRegistry.start(Files.createDirectory(directory.resolve("registry")));
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  private Programs.Result start(String... command) {
    Map<String, String> environment =
        Map.of(
            "HOME", directory.toString(),
            "XDG_CONFIG_HOME", directory.resolve("config").toString(),
            "COSIGN_PASSWORD", "");
    return Programs.start(environment, List.of(command));
  }

  private void run(String... command) {
    Programs.Result result = start(command);
    assertThat(result.status()).as(String.join(" ", command) + "\n" + result.output()).isZero();
  }

  private Programs.Result verify(String cosign, String command, Path key, String... more) {
    List<String> words = new ArrayList<>(List.of(cosign, command, "--key", key.toString()));
    words.addAll(OFFLINE);
    words.addAll(List.of(more));
    return start(words.toArray(String[]::new));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "ed25519", "rsa3072"})
  void cosignAcceptsWhatIsSignedHere(String kind) throws Exception {
    KeyPair pair = Keys.pair(kind);
    SigningPlace place = SigningPlace.at(registry.host() + "/lab/ours:v1");
    Path key = file("k.pub", Keys.publicPem(pair));
    Path other = file("other.pub", Keys.publicPem(Keys.pair("p256")));

    place
        .signatures()
        .sign(
            SigningKey.parse(Keys.privatePem(pair)),
            SignOptions.defaults()
                .withProvenance(
                    Provenance.of("https://example.org/push/v1", "https://example.org/ci")
                        .withParameters(Map.of("project", "seir"))
                        .withDependencies(Map.of("git+https://example.org/r", "gitCommit:c27d"))));

    for (String cosign : List.of("cosign-2", "cosign-3")) {
      Programs.Result ours = verify(cosign, "verify", key, place.toString());
      assertThat(ours.status()).as(cosign + "\n" + ours.output()).isZero();
      Programs.Result wrong = verify(cosign, "verify", other, place.toString());
      assertThat(wrong.status()).as(cosign + "\n" + wrong.output()).isNotZero();
    }
    Programs.Result said =
        verify(
            "cosign-3", "verify-attestation", key, "--type", "slsaprovenance1", place.toString());
    assertThat(said.status()).as(said.output()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "ed25519", "rsa3072"})
  void whatCosignSignedIsVerifiedHere(String kind) throws Exception {
    KeyPair pair = Keys.pair(kind);
    Path key = file("k.pem", Keys.privatePem(pair));
    Path imported = directory.resolve("imported");
    run("cosign-3", "import-key-pair", "--key", key.toString(), "-o", imported.toString());
    SigningPlace place = SigningPlace.at(registry.host() + "/lab/theirs:v1");

    for (String cosign : List.of("cosign-2", "cosign-3")) {
      List<String> sign =
          new ArrayList<>(List.of(cosign, "sign", "--key", imported + ".key", "-y"));
      sign.addAll(List.of("--allow-http-registry", "--tlog-upload=false"));
      if (cosign.equals("cosign-3")) {
        sign.add("--use-signing-config=false");
      }
      sign.add(place.toString());
      run(sign.toArray(String[]::new));
    }

    VerificationKey ours = VerificationKey.parse(Keys.publicPem(pair));
    SignatureReport report = place.signatures().verify(List.of(ours));
    assertThat(report.signatures())
        .extracting(Signature::format, Signature::state)
        .containsExactlyInAnyOrder(
            tuple("sigstore-bundle", SignatureReport.State.VALID),
            tuple("cosign-simplesigning", SignatureReport.State.VALID));
    VerificationKey other = VerificationKey.parse(Keys.publicPem(Keys.pair(kind)));
    assertThat(place.signatures().verify(List.of(other)).isVerified()).isFalse();
  }

  @Test
  void theSignatureUnderATagIsAddedToThoseOfCosign() throws Exception {
    KeyPair first = Keys.pair("p256");
    KeyPair second = Keys.pair("ed25519");
    SigningPlace place = SigningPlace.at(registry.host() + "/lab/both:v1");
    for (KeyPair each : List.of(first, second)) {
      place.signatures().sign(SigningKey.parse(Keys.privatePem(each)), SignOptions.defaults());
    }

    for (KeyPair each : List.of(first, second)) {
      Path key = file("k.pub", Keys.publicPem(each));
      assertThat(verify("cosign-2", "verify", key, place.toString()).status()).isZero();
    }
  }

  /** What notation needs: the certificate is trusted, and everything is checked. */
  private void trust(String authority) throws IOException {
    Path config = Files.createDirectories(directory.resolve("config/notation"));
    Path store = Files.createDirectories(config.resolve("truststore/x509/ca/lab"));
    Files.writeString(store.resolve("ca.crt"), authority);
    Files.writeString(
        config.resolve("trustpolicy.json"),
        """
        {"version":"1.0","trustPolicies":[{"name":"p","registryScopes":["*"],
         "signatureVerification":{"level":"strict"},"trustStores":["ca:lab"],
         "trustedIdentities":["*"]}]}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "rsa2048"})
  void notationAcceptsWhatIsSignedHere(String kind) throws Exception {
    Keys.Certified certified = Keys.certified(kind, Duration.ZERO);
    SigningPlace place = SigningPlace.at(registry.host() + "/lab/ours:v1");
    trust(certified.authority());
    assertThat(start("notation", "verify", "--insecure-registry", place.toString()).status())
        .isNotZero();

    SignatureReport made =
        place
            .signatures()
            .sign(
                SigningKey.parse(certified.key()).withCertificates(certified.chain()),
                SignOptions.defaults().withTime(Instant.now()));

    assertThat(made.signatures()).hasSize(3);
    run("notation", "verify", "--insecure-registry", place.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "rsa2048"})
  void whatNotationSignedIsVerifiedHere(String kind) throws Exception {
    Keys.Certified certified = Keys.certified(kind, Duration.ZERO);
    SigningPlace place = SigningPlace.at(registry.host() + "/lab/theirs:v1");
    Path key = file("k.pem", certified.key());
    Path chain = file("k.crt", certified.chain());
    Path config = Files.createDirectories(directory.resolve("config/notation"));
    Files.writeString(
        config.resolve("signingkeys.json"),
        "{\"default\":\"k\",\"keys\":[{\"name\":\"k\",\"keyPath\":\"%s\",\"certPath\":\"%s\"}]}"
            .formatted(key, chain));

    run("notation", "sign", "--insecure-registry", place.toString());

    SignatureReport report =
        place.signatures().verify(List.of(VerificationKey.parse(certified.authority())));
    assertThat(report.isVerified()).as(report.toString()).isTrue();
    assertThat(report.signatures().get(0).signer()).contains("CN=signer");
    Keys.Certified other = Keys.certified("p256", Duration.ZERO);
    assertThat(
            place
                .signatures()
                .verify(List.of(VerificationKey.parse(other.authority())))
                .isVerified())
        .isFalse();
  }
}
