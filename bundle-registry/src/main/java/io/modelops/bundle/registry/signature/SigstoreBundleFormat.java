package io.modelops.bundle.registry.signature;

import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.SignatureFormat;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bundles of sigstore, version 0.3, as cosign 3 writes and reads them: an in-toto statement in
 * a DSSE envelope, in an artifact that refers to what is signed. A transparency log plays no part.
 */
public final class SigstoreBundleFormat implements SignatureFormat {
  private static final String TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String PREFIX = "application/vnd.dev.sigstore.bundle";

  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public SigstoreBundleFormat() {}

  @Override
  public String id() {
    return "sigstore-bundle";
  }

  @Override
  public List<Signed> sign(Request request) {
    List<Signed> all = new ArrayList<>();
    byte[] signature = InTotoStatement.signature(request.subject().digest());
    all.add(signed(request, InTotoStatement.SIGN, signature));
    request
        .options()
        .provenance()
        .map(said -> InTotoStatement.provenance(request.subject().digest(), said))
        .ifPresent(said -> all.add(signed(request, InTotoStatement.PROVENANCE, said)));
    return all;
  }

  private static Signed signed(Request request, String predicateType, byte[] statement) {
    byte[] message = InTotoStatement.encoded(statement);
    SigningKey key = request.key();
    byte[] bundle = bundle(key, statement, key.sign(key.scheme(), message));
    Descriptor layer = new Descriptor(TYPE, ContentCheck.digest("sha256", bundle), bundle.length);
    Map<String, String> notes =
        Map.of(
            "dev.sigstore.bundle.content",
            "dsse-envelope",
            "dev.sigstore.bundle.predicateType",
            predicateType);
    OciManifest manifest =
        new OciManifest(
            TYPE, OciManifest.EMPTY.descriptor(), List.of(layer), request.subject(), notes);
    Artifact artifact =
        new Artifact(manifest.part(), List.of(OciManifest.EMPTY, new Part(layer, Blob.of(bundle))));
    return new Signed(!predicateType.equals(InTotoStatement.SIGN), message, artifact);
  }

  private static byte[] bundle(SigningKey key, byte[] statement, byte[] signature) {
    return JsonObject.write(
        json -> {
          json.writeStringField("mediaType", TYPE);
          json.writeObjectFieldStart("verificationMaterial");
          json.writeObjectFieldStart("publicKey");
          json.writeStringField("hint", key.publicKey().hint());
          json.writeEndObject();
          json.writeEndObject();
          json.writeObjectFieldStart("dsseEnvelope");
          json.writeStringField("payload", Base64Text.STANDARD.encode(statement));
          json.writeStringField("payloadType", InTotoStatement.PAYLOAD_TYPE);
          json.writeArrayFieldStart("signatures");
          json.writeStartObject();
          json.writeStringField("sig", Base64Text.STANDARD.encode(signature));
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  @Override
  public List<Claim> read(byte[] manifest, Blobs blobs) throws IOException {
    OciManifest read = OciManifest.find(manifest).orElse(null);
    if (read == null || !isBundle(read)) {
      return List.of();
    }
    Descriptor layer = read.layers().get(0);
    if (!layer.mediaType().equals(TYPE) || read.layers().size() > 1) {
      throw new IOException("it is no sigstore bundle of version 0.3");
    }
    return List.of(claim(JsonObject.read(blobs.read(layer))));
  }

  private static boolean isBundle(OciManifest manifest) {
    String type = manifest.artifactType();
    return (type != null && type.startsWith(PREFIX))
        || manifest.layers().get(0).mediaType().startsWith(PREFIX);
  }

  private static Claim claim(JsonObject bundle) throws IOException {
    JsonObject envelope = bundle.object("dsseEnvelope");
    List<JsonObject> signatures = envelope.objects("signatures");
    boolean inToto = envelope.text("payloadType").equals(InTotoStatement.PAYLOAD_TYPE);
    if (!bundle.text("mediaType").equals(TYPE) || !inToto || signatures.size() != 1) {
      throw new IOException("it is no sigstore bundle with one signature of a statement");
    }
    byte[] payload = Base64Text.STANDARD.decode(envelope.text("payload"));
    JsonObject statement = JsonObject.read(payload);
    String type = InTotoStatement.predicateType(statement);
    return new Claim(
        type,
        !type.equals(InTotoStatement.SIGN),
        InTotoStatement.subjects(statement),
        InTotoStatement.encoded(payload),
        Base64Text.STANDARD.decode(signatures.get(0).text("sig")),
        null,
        List.of());
  }
}
