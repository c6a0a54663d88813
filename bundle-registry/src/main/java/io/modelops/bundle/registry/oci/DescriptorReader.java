package io.modelops.bundle.registry.oci;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one descriptor of an OCI manifest or index. */
public final class DescriptorReader {
  /** What every reader of JSON can hold, and more than any registry. */
  private static final long MAX_SIZE = 1L << 53;

  private static final int MAX_ANNOTATIONS = 1_000;

  private final JsonParser parser;
  private final String where;
  private final Map<String, String> annotations = new HashMap<>(4); // hostile manifests have many
  private @Nullable String mediaType;
  private @Nullable String artifactType;
  private @Nullable Digest digest;
  private long size = -1;

  /**
   * @param parser at the first token of the descriptor
   * @param where it is, for messages
   */
  public DescriptorReader(JsonParser parser, String where) {
    this.parser = parser;
    this.where = where;
  }

  /** Reads it, and leaves the parser at its last token. */
  public Descriptor read() throws IOException {
    require(parser.currentToken() == JsonToken.START_OBJECT, "is no object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      member(parser.currentName());
    }
    if (mediaType == null || digest == null || size < 0) {
      throw wrong("has no mediaType, digest or size");
    }
    return new Descriptor(mediaType, digest, size, annotations, artifactType);
  }

  private void member(String name) throws IOException {
    parser.nextToken();
    switch (name) {
      case "mediaType" -> mediaType = string(parser, where + ": mediaType");
      case "artifactType" -> artifactType = string(parser, where + ": artifactType");
      case "digest" -> digest = digest(string(parser, where + ": digest"));
      case "size" -> size = size();
      case "annotations" -> annotations();
      case "urls" -> throw wrong("has urls, and its content is not to be fetched from elsewhere");
      default -> parser.skipChildren();
    }
  }

  private Digest digest(String text) throws IOException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private long size() throws IOException {
    boolean whole =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getText().matches("[0-9]{1,16}");
    require(whole && parser.getLongValue() <= MAX_SIZE, "has a size that is none");
    return parser.getLongValue();
  }

  private void annotations() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) { // which Go writes for an empty map
      return;
    }
    require(parser.currentToken() == JsonToken.START_OBJECT, "has annotations that are no object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      require(annotations.size() < MAX_ANNOTATIONS, "has too many annotations");
      String key = wellFormed(parser.currentName(), where);
      parser.nextToken();
      annotations.put(key, string(parser, where + ": an annotation"));
    }
  }

  /**
   * The text at the parser, well-formed.
   *
   * @param where it is, for messages
   */
  public static String string(JsonParser parser, String where) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException(where + " is no text");
    }
    return wellFormed(parser.getText(), where);
  }

  private static String wellFormed(String text, String where) throws IOException {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IOException(where + " has an unpaired surrogate");
    }
    return text;
  }

  private void require(boolean holds, String fault) throws IOException {
    if (!holds) {
      throw wrong(fault);
    }
  }

  private IOException wrong(@Nullable String fault) {
    return new IOException(where + " " + fault);
  }
}
