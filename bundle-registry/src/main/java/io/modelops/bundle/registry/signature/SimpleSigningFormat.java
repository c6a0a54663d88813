package io.modelops.bundle.registry.signature;

import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.SignatureFormat;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signatures that cosign 2 writes and reads: layers of an image under the tag {@code
 * sha256-HEX.sig}, one for each signature, as cosign 2 has no other place. Only registries get
 * them.
 */
public final class SimpleSigningFormat implements SignatureFormat {
  private static final String TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String STATEMENT = "cosign container image signature";

  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public SimpleSigningFormat() {}

  @Override
  public String id() {
    return "cosign-simplesigning";
  }

  @Override
  public Optional<String> tag(Digest subject) {
    return Optional.of(subject.algorithm() + "-" + subject.hex() + ".sig");
  }

  @Override
  public List<Signed> sign(Request request) throws IOException {
    if (!(request.reference() instanceof Reference.Registry registry)) {
      return List.of();
    }
    byte[] payload =
        payload(registry.host() + "/" + registry.repository(), request.subject().digest());
    SigningKey key = request.key();
    String signature = Base64Text.STANDARD.encode(key.sign(key.scheme(), payload));
    Descriptor layer =
        new Descriptor(
            TYPE,
            ContentCheck.digest("sha256", payload),
            payload.length,
            Map.of(SIGNATURE, signature));
    List<Descriptor> layers = new ArrayList<>();
    if (request.tagged().length > 0) {
      layers.addAll(OciManifest.read(request.tagged()).layers());
    }
    layers.add(layer);
    byte[] image = image(layers);
    Descriptor config =
        new Descriptor(
            "application/vnd.oci.image.config.v1+json",
            ContentCheck.digest("sha256", image),
            image.length);
    OciManifest manifest = new OciManifest(null, config, layers, null, Map.of());
    List<Part> blobs = List.of(new Part(config, Blob.of(image)), new Part(layer, Blob.of(payload)));
    return List.of(new Signed(false, payload, new Artifact(manifest.part(), blobs)));
  }

  private static byte[] payload(String repository, Digest subject) {
    return JsonObject.write(
        json -> {
          json.writeObjectFieldStart("critical");
          json.writeObjectFieldStart("identity");
          json.writeStringField("docker-reference", repository);
          json.writeEndObject();
          json.writeObjectFieldStart("image");
          json.writeStringField("docker-manifest-digest", subject.toString());
          json.writeEndObject();
          json.writeStringField("type", STATEMENT);
          json.writeEndObject();
          json.writeNullField("optional");
        });
  }

  /** What images have, so that registries and cosign take it for one. */
  private static byte[] image(List<Descriptor> layers) {
    return JsonObject.write(
        json -> {
          json.writeStringField("architecture", "");
          json.writeStringField("created", "0001-01-01T00:00:00Z");
          json.writeStringField("os", "");
          json.writeObjectFieldStart("rootfs");
          json.writeStringField("type", "layers");
          json.writeArrayFieldStart("diff_ids");
          for (Descriptor layer : layers) {
            json.writeString(layer.digest().toString());
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeObjectFieldStart("config");
          json.writeEndObject();
        });
  }

  @Override
  public List<Claim> read(byte[] manifest, Blobs blobs) throws IOException {
    List<Claim> claims = new ArrayList<>();
    for (Descriptor layer : OciManifest.read(manifest).layers()) {
      String signature = layer.annotations().get(SIGNATURE);
      if (layer.mediaType().equals(TYPE) && signature != null) {
        claims.add(claim(blobs.read(layer), Base64Text.STANDARD.decode(signature)));
      }
    }
    return claims;
  }

  private static Claim claim(byte[] payload, byte[] signature) throws IOException {
    JsonObject critical = JsonObject.read(payload).object("critical");
    if (!critical.text("type").equals(STATEMENT)) {
      throw new IOException("it is no signature of cosign");
    }
    String digest = critical.object("image").text("docker-manifest-digest");
    List<Digest> subjects = List.of(InTotoStatement.digest(digest));
    return new Claim(STATEMENT, false, subjects, payload, signature, null, List.of());
  }
}
