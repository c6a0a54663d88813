package io.modelops.bundle.registry.oci;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest or index says of itself. Members of another kind than the specification's are
 * passed over.
 *
 * @param mediaType as the document says it; null where it does not
 * @param artifactType of the document, or else the media type of its config; null without both
 * @param subject the manifest that this one refers to; null if to none
 */
public record ManifestHead(
    @Nullable String mediaType,
    @Nullable String artifactType,
    @Nullable Digest subject,
    Map<String, String> annotations) {
  /** What clients and registries take at least, and most of them at most. */
  public static final int MAX_BYTES = 4 << 20;

  /**
   * Reads a document.
   *
   * @throws IOException if it is no JSON object
   */
  public static ManifestHead read(byte[] document) throws IOException {
    try (JsonParser parser = OciJson.factory().createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      return read(parser);
    }
  }

  private static ManifestHead read(JsonParser parser) throws IOException {
    String mediaType = null;
    String artifactType = null;
    String configType = null;
    Digest subject = null;
    Map<String, String> annotations = Map.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "mediaType" -> mediaType = text(parser);
        case "artifactType" -> artifactType = text(parser);
        case "config" -> configType = strings(parser).get("mediaType");
        case "subject" -> subject = digest(strings(parser).get("digest"));
        case "annotations" -> annotations = strings(parser);
        default -> parser.skipChildren();
      }
    }
    boolean typed = artifactType != null && !artifactType.isEmpty();
    return new ManifestHead(mediaType, typed ? artifactType : configType, subject, annotations);
  }

  /** The descriptor with what the manifest says of itself, as a list of referrers has it. */
  public Descriptor describe(Descriptor manifest) {
    return new Descriptor(
        manifest.mediaType(), manifest.digest(), manifest.size(), annotations, artifactType);
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  private static @Nullable Digest digest(@Nullable String text) {
    try {
      return text == null ? null : Digest.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The members of an object that are texts; none of anything else. */
  static Map<String, String> strings(JsonParser parser) throws IOException {
    Map<String, String> strings = new HashMap<>();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        String value = text(parser);
        if (value != null) {
          strings.put(name, value);
        }
      }
    } else {
      parser.skipChildren();
    }
    return strings;
  }
}
