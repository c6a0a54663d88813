package io.modelops.bundle.registry.signature;

import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.SignatureFormat;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.SignatureScheme;
import io.modelops.bundle.value.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The signatures of the Notary Project in JWS, as notation writes and reads them, in an artifact
 * that refers to what is signed. Keys with certificates only sign so.
 */
public final class NotationFormat implements SignatureFormat {
  private static final String TYPE = "application/vnd.cncf.notary.signature";
  private static final String JWS = "application/jose+json";
  private static final String PAYLOAD = "application/vnd.cncf.notary.payload.v1+json";
  private static final String SCHEME = "io.cncf.notary.signingScheme";
  private static final String TIME = "io.cncf.notary.signingTime";
  private static final String EXPIRY = "io.cncf.notary.expiry";
  private static final String X509 = "notary.x509";
  private static final String THUMBPRINTS = "io.cncf.notary.x509chain.thumbprint#S256";

  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public NotationFormat() {}

  @Override
  public String id() {
    return "notation";
  }

  @Override
  public List<Signed> sign(Request request) throws IOException {
    SigningKey key = request.key();
    if (key.certificates().isEmpty()) {
      return List.of();
    }
    Instant time =
        request
            .options()
            .time()
            .orElseThrow(
                () -> new IllegalArgumentException("notation's format needs the time of signing"));
    SignatureScheme scheme = scheme(key);
    String payload = Base64Text.URL.encode(payload(request.subject()));
    String head = Base64Text.URL.encode(head(scheme, time.truncatedTo(ChronoUnit.SECONDS)));
    byte[] message = ascii(head + "." + payload);
    List<byte[]> chain = encoded(key.certificates());
    byte[] envelope = envelope(payload, head, chain, key.sign(scheme, message));
    Descriptor layer =
        new Descriptor(JWS, ContentCheck.digest("sha256", envelope), envelope.length);
    Part empty = OciManifest.EMPTY;
    Descriptor config =
        new Descriptor(TYPE, empty.descriptor().digest(), empty.descriptor().size());
    OciManifest manifest =
        new OciManifest(
            null,
            config,
            List.of(layer),
            request.subject(),
            Map.of(THUMBPRINTS, thumbprints(chain)));
    List<Part> blobs =
        List.of(new Part(config, empty.content()), new Part(layer, Blob.of(envelope)));
    return List.of(new Signed(false, message, new Artifact(manifest.part(), blobs)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Which one the Notary Project asks for. */
  private static SignatureScheme scheme(SigningKey key) {
    if (key.scheme() == SignatureScheme.ECDSA_SHA256) {
      return SignatureScheme.ES256;
    }
    return switch (key.publicKey().size()) {
      case 2048 -> SignatureScheme.PS256;
      case 3072 -> SignatureScheme.PS384;
      case 4096 -> SignatureScheme.PS512;
      default ->
          throw new IllegalArgumentException("notation takes RSA keys of 2048, 3072 and 4096 bits");
    };
  }

  private static byte[] payload(Descriptor subject) {
    return JsonObject.write(
        json -> {
          json.writeObjectFieldStart("targetArtifact");
          json.writeStringField("mediaType", subject.mediaType());
          json.writeStringField("digest", subject.digest().toString());
          json.writeNumberField("size", subject.size());
          json.writeEndObject();
        });
  }

  private static byte[] head(SignatureScheme scheme, Instant time) {
    return JsonObject.write(
        json -> {
          json.writeStringField("alg", scheme.name());
          json.writeArrayFieldStart("crit");
          json.writeString(SCHEME);
          json.writeEndArray();
          json.writeStringField("cty", PAYLOAD);
          json.writeStringField(SCHEME, X509);
          json.writeStringField(TIME, time.toString());
        });
  }

  private static List<byte[]> encoded(List<X509Certificate> chain) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      try {
        all.add(certificate.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IOException("a certificate cannot be written", e);
      }
    }
    return all;
  }

  private static byte[] envelope(
      String payload, String head, List<byte[]> chain, byte[] signature) {
    return JsonObject.write(
        json -> {
          json.writeStringField("payload", payload);
          json.writeStringField("protected", head);
          json.writeObjectFieldStart("header");
          json.writeArrayFieldStart("x5c");
          for (byte[] certificate : chain) {
            json.writeString(Base64Text.STANDARD.encode(certificate));
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeStringField("signature", Base64Text.URL.encode(signature));
        });
  }

  private static String thumbprints(List<byte[]> chain) {
    return chain.stream()
        .map(certificate -> "\"" + ContentCheck.digest("sha256", certificate).hex() + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public List<Claim> read(byte[] manifest, Blobs blobs) throws IOException {
    OciManifest read = OciManifest.find(manifest).orElse(null);
    if (read == null
        || (!TYPE.equals(read.config().mediaType()) && !TYPE.equals(read.artifactType()))) {
      return List.of();
    }
    Descriptor layer = read.layers().get(0);
    if (!layer.mediaType().equals(JWS) || read.layers().size() > 1) {
      throw new IOException("signatures of notation are read in JWS only");
    }
    return List.of(claim(JsonObject.read(blobs.read(layer))));
  }

  private static Claim claim(JsonObject envelope) throws IOException {
    JsonObject head = JsonObject.read(Base64Text.URL.decode(envelope.text("protected")));
    boolean known =
        head.text("cty").equals(PAYLOAD)
            && head.text(SCHEME).equals(X509)
            && head.texts("crit").equals(List.of(SCHEME))
            && !head.has(EXPIRY);
    if (!known) {
      throw new IOException("it asks for checks that are not known");
    }
    JsonObject payload = JsonObject.read(Base64Text.URL.decode(envelope.text("payload")));
    List<byte[]> chain = new ArrayList<>();
    for (String certificate : envelope.object("header").texts("x5c")) {
      chain.add(Base64Text.STANDARD.decode(certificate));
    }
    return new Claim(
        PAYLOAD,
        false,
        List.of(InTotoStatement.digest(payload.object("targetArtifact").text("digest"))),
        ascii(envelope.text("protected") + "." + envelope.text("payload")),
        Base64Text.URL.decode(envelope.text("signature")),
        scheme(head.text("alg")),
        chain);
  }

  private static SignatureScheme scheme(String algorithm) throws IOException {
    return Arrays.stream(SignatureScheme.values())
        .filter(scheme -> scheme.name().matches("(ES|PS)[0-9]+"))
        .filter(scheme -> scheme.name().equals(algorithm))
        .findFirst()
        .orElseThrow(() -> new IOException("it is signed in a way that is not known"));
  }
}
