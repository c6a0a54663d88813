package io.modelops.bundle.registry.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Attachment;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Provenance;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.SignOptions;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SignatureReport.State;
import io.modelops.bundle.value.SigningKey;
import io.modelops.bundle.value.VerificationKey;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  @TempDir private Path directory;

  private SigningPlace layout(String name) throws Exception {
    return SigningPlace.at("oci:" + directory.resolve(name) + ":v1");
  }

  private static SigningKey key(KeyPair pair) {
    return SigningKey.parse(Keys.privatePem(pair));
  }

  private static VerificationKey publicKey(KeyPair pair) {
    return VerificationKey.parse(Keys.publicPem(pair));
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "ed25519", "rsa2048"})
  void whoSignedIsKnownByTheKey(String kind) throws Exception {
    KeyPair pair = Keys.pair(kind);
    SigningPlace place = layout("l");
    assertThat(place.signatures().verify(List.of(publicKey(pair))).isVerified()).isFalse();

    SignatureReport made = place.signatures().sign(key(pair), SignOptions.defaults());

    assertThat(key(pair).publicKey()).isEqualTo(publicKey(pair));
    assertThat(made.isVerified()).isTrue();
    assertThat(made.signatures().get(0).signer())
        .isEqualTo(publicKey(pair).fingerprint().toString());
    assertThat(place.signatures().verify(List.of(publicKey(pair)))).isEqualTo(made);
    SignatureReport others = place.signatures().verify(List.of(publicKey(Keys.pair(kind))));
    assertThat(others.isVerified()).isFalse();
    assertThat(others.signatures().get(0).state()).isEqualTo(State.UNKNOWN_KEY);
  }

  @Test
  void whoeverSignsTwiceSignsOnce() throws Exception {
    KeyPair pair = Keys.pair("p256");
    try (TestRegistry registry = TestRegistry.start()) {
      SigningPlace place = SigningPlace.at(registry.host() + "/lab/a:v1");
      SignOptions options =
          SignOptions.defaults().withProvenance(Provenance.of("https://a.b/c", "https://a.b/d"));

      SignatureReport first = place.signatures().sign(key(pair), options);

      assertThat(first.signatures()).hasSize(3);
      assertThat(place.signatures().sign(key(pair), options)).isEqualTo(first);
      assertThat(registry.tags("lab/a"))
          .contains(place.subject().digest().toString().replace(':', '-') + ".sig");
    }
  }

  @Test
  void anAttestationIsNoSignature() throws Exception {
    KeyPair pair = Keys.pair("ed25519");
    SigningPlace place = layout("l");
    SignatureReport made =
        place
            .signatures()
            .sign(
                key(pair),
                SignOptions.defaults()
                    .withProvenance(
                        Provenance.of("https://a.b/c", "https://a.b/d")
                            .withParameters(Map.of("p", "q"))
                            .withDependencies(Map.of("git+https://a.b/r", "gitCommit:c2"))
                            .withFinished(Instant.ofEpochSecond(1))));
    Descriptor signature =
        place.referrers().list().stream()
            .filter(each -> each.annotations().containsValue(InTotoStatement.SIGN))
            .findFirst()
            .orElseThrow();

    place.referrers().delete(signature.digest());

    SignatureReport left = place.signatures().verify(List.of(publicKey(pair)));
    assertThat(made.isVerified()).isTrue();
    assertThat(left.signatures()).hasSize(1);
    assertThat(left.signatures().get(0).state()).isEqualTo(State.VALID);
    assertThat(left.isVerified()).isFalse();
    String bundle = content(place, left.signatures().get(0).manifest());
    assertThat(payload(bundle))
        .isEqualTo(
            "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\""
                + place.subject().digest().hex()
                + "\"}}],\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\":"
                + "{\"buildDefinition\":{\"buildType\":\"https://a.b/c\",\"externalParameters\":"
                + "{\"p\":\"q\"},\"resolvedDependencies\":[{\"uri\":\"git+https://a.b/r\","
                + "\"digest\":{\"gitCommit\":\"c2\"}}]},\"runDetails\":{\"builder\":{\"id\":"
                + "\"https://a.b/d\"},\"metadata\":{\"finishedOn\":\"1970-01-01T00:00:01Z\"}}}}");
  }

  private static String payload(String bundle) {
    Matcher found = Pattern.compile("\"payload\":\"([^\"]*)\"").matcher(bundle);
    assertThat(found.find()).isTrue();
    return new String(Base64.getDecoder().decode(found.group(1)), UTF_8);
  }

  private static String content(SigningPlace place, Digest referrer) throws Exception {
    try (InputStream in =
        place.referrers().open(referrer, place.referrers().contents(referrer).get(0))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void certificatesCountIfTheyLeadToATrustedOneAndAreValidNow() throws Exception {
    Keys.Certified certified = Keys.certified("p256", Duration.ZERO);
    Keys.Certified expired = Keys.certified("p256", Duration.ofDays(30));
    VerificationKey authority = VerificationKey.parse(certified.authority());
    SignOptions options = SignOptions.defaults().withTime(Instant.ofEpochSecond(1));

    SigningPlace place = layout("l");
    SigningKey key = SigningKey.parse(certified.key()).withCertificates(certified.chain());
    place.signatures().sign(key, options);

    assertThat(place.signatures().verify(List.of(authority)).isVerified()).isTrue();
    assertThat(place.signatures().verify(List.of(VerificationKey.parse(certified.chain()))))
        .satisfies(leaf -> assertThat(leaf.isVerified()).isTrue());
    assertThat(
            place
                .signatures()
                .verify(List.of(VerificationKey.parse(expired.authority())))
                .isVerified())
        .isFalse();

    SigningPlace late = layout("late");
    late.signatures()
        .sign(SigningKey.parse(expired.key()).withCertificates(expired.chain()), options);
    assertThat(
            late.signatures()
                .verify(List.of(VerificationKey.parse(expired.authority())))
                .isVerified())
        .isFalse();
  }

  @Test
  void aSignatureOfAnotherManifestIsInvalid() throws Exception {
    KeyPair pair = Keys.pair("ed25519");
    SigningPlace signed = layout("signed");
    SignatureReport made = signed.signatures().sign(key(pair), SignOptions.defaults());
    String bundle = content(signed, made.signatures().get(0).manifest());
    try (TestRegistry registry = TestRegistry.start()) {
      SigningPlace other = SigningPlace.at(registry.host() + "/lab/a:v1");
      other.referrers().attach(Attachment.of(BUNDLE), bundle.getBytes(UTF_8));
      // the same subject, so it is a signature of that, too
      assertThat(other.signatures().verify(List.of(publicKey(pair))).isVerified()).isTrue();
      Descriptor paper = other.referrers().attach(Attachment.of("a/b"), new byte[1]);
      var attached =
          SigningPlace.bundles()
              .referrers(
                  Reference.parse(registry.host() + "/lab/a@" + paper.digest()),
                  RegistryOptions.defaults());
      attached.attach(Attachment.of(BUNDLE), bundle.getBytes(UTF_8));
      SignatureReport report =
          SigningPlace.bundles()
              .signatures(attached.reference(), RegistryOptions.defaults())
              .verify(List.of(publicKey(pair)));
      assertThat(report.signatures().get(0).fault()).contains("something else");
      assertThat(report.isVerified()).isFalse();
    }
  }

  @Test
  void aChangedByteAnywhereIsRefused() throws Exception {
    Keys.Certified certified = Keys.certified("p256", Duration.ZERO);
    SigningKey key = SigningKey.parse(certified.key()).withCertificates(certified.chain());
    SigningPlace place = layout("l");
    place.signatures().sign(key, SignOptions.defaults().withTime(Instant.ofEpochSecond(1)));
    List<Path> blobs;
    try (Stream<Path> files = Files.list(directory.resolve("l/blobs/sha256"))) {
      blobs = files.sorted().toList();
    }
    String empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    for (Path blob : blobs) {
      byte[] content = Files.readAllBytes(blob);
      assertThat(blob.toFile().setWritable(true)).isTrue();
      long valid = valid(place, key);
      assertThat(valid).isEqualTo(2);
      for (int i = 0; i < content.length; i += Sweeps.areWhole() ? 1 : 1 + content.length / 8) {
        byte[] changed = content.clone();
        changed[i] ^= 1;
        Files.write(blob, changed);
        if (!blob.endsWith(empty)) {
          assertThat(valid(place, key)).as(blob + " at " + i).isLessThan(valid);
        }
      }
      Files.write(blob, content);
    }
  }

  /** How many signatures are valid; none if the place is refused as damaged. */
  private static long valid(SigningPlace place, SigningKey key) {
    try {
      return place.signatures().verify(List.of(key.publicKey())).signatures().stream()
          .filter(each -> each.state() == State.VALID)
          .count();
    } catch (RegistryException e) {
      return 0;
    }
  }

  @Test
  void aChangedPayloadOrSignatureIsRefusedThoughItsDigestIsRight() throws Exception {
    KeyPair pair = Keys.pair("p256");
    SigningPlace place = layout("l");
    SignatureReport made = place.signatures().sign(key(pair), SignOptions.defaults());
    String bundle = content(place, made.signatures().get(0).manifest());
    place.referrers().delete(made.signatures().get(0).manifest());
    for (String member : List.of("payload", "sig", "payloadType")) {
      Matcher found = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(bundle);
      assertThat(found.find()).isTrue();
      for (int i = found.start(1); i < found.end(1); i += Sweeps.areWhole() ? 1 : 23) {
        char other = bundle.charAt(i) == 'A' ? 'B' : 'A';
        String changed = bundle.substring(0, i) + other + bundle.substring(i + 1);
        Descriptor attached =
            place.referrers().attach(Attachment.of(BUNDLE), changed.getBytes(UTF_8));
        SignatureReport report = place.signatures().verify(List.of(publicKey(pair)));
        assertThat(report.signatures()).hasSize(1);
        assertThat(report.isVerified()).as(member + " at " + i).isFalse();
        place.referrers().delete(attached.digest());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "x", "{\"dsseEnvelope\":{}}", "{\"mediaType\":null}"})
  void whatIsDamagedHidesNoOtherSignature(String content) throws Exception {
    KeyPair pair = Keys.pair("ed25519");
    SigningPlace place = layout("l");
    for (String type : List.of(BUNDLE, "application/vnd.cncf.notary.signature", "a/b")) {
      place.referrers().attach(Attachment.of(type), content.getBytes(UTF_8));
    }

    SignatureReport report = place.signatures().sign(key(pair), SignOptions.defaults());

    assertThat(report.isVerified()).isTrue();
    assertThat(report.signatures()).hasSize(3);
    assertThat(report.signatures()).filteredOn(each -> each.state() == State.INVALID).hasSize(2);
  }

  @Test
  void aKeyThatCannotBeUsedIsToldWithWhatToDo() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key(Keys.pair("p384")))
        .withMessageContaining("P-256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> publicKey(Keys.pair("rsa1024")))
        .withMessageContaining("2048");
    for (String label :
        List.of("ENCRYPTED SIGSTORE PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SigningKey.parse(Keys.pem(label, new byte[9])))
          .withMessageContaining("openssl")
          .withNoCause();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.parse(Keys.publicPem(Keys.pair("p256"))));
    Keys.Certified certified = Keys.certified("p256", Duration.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key(Keys.pair("p256")).withCertificates(certified.chain()));
  }

  @Test
  void noTextHasAnythingOfTheKey() throws Exception {
    KeyPair pair = Keys.pair("ed25519");
    String secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());

    assertThat(key(pair).toString())
        .contains(publicKey(pair).fingerprint().toString())
        .doesNotContain(secret.substring(20, 40));
    String damaged = Keys.privatePem(pair).replaceFirst("MC", "MD");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.parse(damaged))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(secret.substring(20, 40)));
  }
}
