package io.modelops.bundle.json;

import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SignatureReport.Signature;
import java.io.IOException;

/** The answers of {@link io.modelops.bundle.Signatures} as JSON documents. */
public final class SignatureDocument {
  private SignatureDocument() {}

  /** Signatures of a bundle, made or verified. */
  public static JsonDocument signatures(SignatureReport report) {
    return new JsonDocument(
        JsonSchema.SIGNATURES,
        json ->
            json.text("reference", report.reference())
                .text("digest", report.manifest().digest())
                .truth("verified", report.isVerified())
                .objects("signatures", report.signatures(), SignatureDocument::signature));
  }

  private static void signature(JsonWriter json, Signature signature) throws IOException {
    json.text("format", signature.format())
        .text("manifest", signature.manifest())
        .text("statement", signature.statement())
        .truth("attestation", signature.attestation())
        .word("state", signature.state())
        .text("signer", signature.signer())
        .text("fault", signature.fault());
  }
}
