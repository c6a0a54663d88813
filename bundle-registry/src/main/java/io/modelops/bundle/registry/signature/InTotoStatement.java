package io.modelops.bundle.registry.signature;

import com.fasterxml.jackson.core.JsonGenerator;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is said of a digest: an in-toto Statement v1, and the bytes of it that DSSE signs. */
final class InTotoStatement {
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  static final String SIGN = "https://sigstore.dev/cosign/sign/v1";
  static final String PROVENANCE = "https://slsa.dev/provenance/v1";

  private static final String TYPE = "https://in-toto.io/Statement/v1";

  private InTotoStatement() {}

  /** That it is signed. */
  static byte[] signature(Digest subject) {
    return write(subject, SIGN, json -> {});
  }

  /** How it came about. */
  static byte[] provenance(Digest subject, Provenance provenance) {
    return write(subject, PROVENANCE, json -> predicate(provenance, json));
  }

  private static byte[] write(Digest subject, String type, JsonObject.Members predicate) {
    return JsonObject.write(
        json -> {
          json.writeStringField("_type", TYPE);
          json.writeArrayFieldStart("subject");
          json.writeStartObject();
          json.writeObjectFieldStart("digest");
          json.writeStringField(subject.algorithm(), subject.hex());
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
          json.writeStringField("predicateType", type);
          json.writeObjectFieldStart("predicate");
          predicate.write(json);
          json.writeEndObject();
        });
  }

  private static void predicate(Provenance provenance, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("buildDefinition");
    json.writeStringField("buildType", provenance.buildType());
    json.writeObjectFieldStart("externalParameters");
    for (Map.Entry<String, String> parameter : provenance.parameters().entrySet()) {
      json.writeStringField(parameter.getKey(), parameter.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("resolvedDependencies");
    for (Map.Entry<String, String> dependency : provenance.dependencies().entrySet()) {
      int colon = dependency.getValue().indexOf(':');
      json.writeStartObject();
      json.writeStringField("uri", dependency.getKey());
      json.writeObjectFieldStart("digest");
      json.writeStringField(
          dependency.getValue().substring(0, colon), dependency.getValue().substring(colon + 1));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("runDetails");
    json.writeObjectFieldStart("builder");
    json.writeStringField("id", provenance.builder());
    json.writeEndObject();
    if (provenance.finished().isPresent()) {
      json.writeObjectFieldStart("metadata");
      json.writeStringField("finishedOn", provenance.finished().get().toString());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** The predicate type of a statement. */
  static String predicateType(JsonObject statement) throws IOException {
    if (!statement.text("_type").equals(TYPE)) {
      throw new IOException("it is no in-toto statement of version 1");
    }
    return statement.text("predicateType");
  }

  /** The SHA-256 digests of a statement's subjects. */
  static List<Digest> subjects(JsonObject statement) throws IOException {
    List<Digest> subjects = new ArrayList<>();
    for (JsonObject subject : statement.objects("subject")) {
      JsonObject digest = subject.object("digest");
      if (digest.has("sha256")) {
        subjects.add(digest("sha256:" + digest.text("sha256")));
      }
    }
    return subjects;
  }

  static Digest digest(String text) throws IOException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("it names something that is no digest", e);
    }
  }

  /** The pre-authentication encoding of DSSE. */
  static byte[] encoded(byte[] payload) {
    String head =
        "DSSEv1 " + PAYLOAD_TYPE.length() + " " + PAYLOAD_TYPE + " " + payload.length + " ";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }
}
