package io.modelops.bundle.registry.contract;

import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Manifests, indexes and descriptors, written as the specification has them. */
final class Documents {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private Documents() {}

  static Descriptor descriptor(String type, byte[] content) {
    return new Descriptor(type, ContentCheck.digest("sha256", content), content.length);
  }

  static Descriptor blob(byte[] content) {
    return descriptor("application/octet-stream", content);
  }

  static Descriptor describe(byte[] document) {
    return descriptor(MANIFEST, document);
  }

  static String json(Descriptor descriptor) {
    return "{\"mediaType\":\""
        + descriptor.mediaType()
        + "\",\"digest\":\""
        + descriptor.digest()
        + "\",\"size\":"
        + descriptor.size()
        + (descriptor.artifactType() == null
            ? ""
            : ",\"artifactType\":\"" + descriptor.artifactType() + "\"")
        + "}";
  }

  static Descriptor typed(byte[] document, String type) {
    Descriptor plain = describe(document);
    return new Descriptor(
        plain.mediaType(), plain.digest(), plain.size(), plain.annotations(), type);
  }

  static byte[] whole(InputStream in) throws IOException {
    try (in) {
      return in.readAllBytes();
    }
  }

  /**
   * @param more members, each with a comma behind
   */
  static byte[] manifest(String more, byte[] config, byte[] layer) {
    return ("{\"schemaVersion\":2,\"mediaType\":\""
            + MANIFEST
            + "\","
            + more
            + "\"config\":"
            + json(descriptor("application/vnd.example.config", config))
            + ",\"layers\":["
            + json(blob(layer))
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] index(Descriptor... manifests) {
    String entries = String.join(",", Arrays.stream(manifests).map(Documents::json).toList());
    return ("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + entries + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
