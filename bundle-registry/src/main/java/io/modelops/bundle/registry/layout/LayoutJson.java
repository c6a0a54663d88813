package io.modelops.bundle.registry.layout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON files of an image layout. */
final class LayoutJson {
  static final byte[] EMPTY_INDEX =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"""
          .getBytes(StandardCharsets.US_ASCII);

  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  private LayoutJson() {}

  /** Whether the content of oci-layout names the version 1.0.0. */
  static boolean isMarker(byte[] content) {
    try {
      return "1.0.0".equals(string(content, "imageLayoutVersion"));
    } catch (IOException e) {
      return false;
    }
  }

  static @Nullable String artifactType(byte[] manifest) throws IOException {
    return string(manifest, "artifactType");
  }

  /** The index entry of a manifest with a tag. */
  static byte[] entry(Descriptor manifest, @Nullable String artifactType, String tag)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("mediaType", manifest.mediaType());
      out.writeStringField("digest", manifest.digest().toString());
      out.writeNumberField("size", manifest.size());
      out.writeObjectFieldStart("annotations");
      for (Map.Entry<String, String> annotation : manifest.annotations().entrySet()) {
        out.writeStringField(annotation.getKey(), annotation.getValue());
      }
      out.writeStringField(REF_NAME, tag);
      out.writeEndObject();
      if (artifactType != null) {
        out.writeStringField("artifactType", artifactType);
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * The index with an entry. It replaces the entry with that tag, or it is the last one. All other
   * members stay as they are, also unknown ones.
   *
   * @throws IOException if the bytes are no index
   */
  static byte[] withEntry(byte[] index, byte[] entry, String tag) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean placed = false;
    try (JsonParser in = json().createParser(index);
        JsonGenerator out = json().createGenerator(bytes)) {
      expect(in.nextToken(), JsonToken.START_OBJECT);
      out.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        out.writeFieldName(in.currentName());
        boolean manifests = in.currentName().equals("manifests");
        in.nextToken();
        if (manifests) {
          copyEntries(in, out, entry, tag);
          placed = true;
        } else {
          out.copyCurrentStructureExact(in);
        }
      }
      out.writeEndObject();
      expect(in.nextToken(), null);
    }
    if (!placed) {
      throw new IOException("it has no manifests");
    }
    return bytes.toByteArray();
  }

  /**
   * The manifest with a tag; null if there is none.
   *
   * @throws IOException if the bytes are no index, or if two manifests have the tag
   */
  static @Nullable Descriptor tagged(byte[] index, String tag) throws IOException {
    Descriptor found = null;
    for (byte[] entry : entries(index)) {
      if (tag.equals(tag(entry))) {
        Descriptor other = descriptor(entry);
        if (found != null && !found.digest().equals(other.digest())) {
          throw new IOException("it has two manifests with the tag " + tag);
        }
        found = other;
      }
    }
    return found;
  }

  private static List<byte[]> entries(byte[] index) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    try (JsonParser in = json().createParser(index)) {
      expect(in.nextToken(), JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean manifests = in.currentName().equals("manifests");
        if (in.nextToken() == JsonToken.START_ARRAY && manifests) {
          while (in.nextToken() != JsonToken.END_ARRAY) {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            entries.add(copy(in));
          }
        } else {
          in.skipChildren();
        }
      }
      expect(in.nextToken(), null);
    }
    return entries;
  }

  private static Descriptor descriptor(byte[] entry) throws IOException {
    String type = string(entry, "mediaType");
    String digest = string(entry, "digest");
    try (JsonParser in = json().createParser(entry)) {
      in.nextToken();
      if (type == null || digest == null || !enter(in, "size")) {
        throw new IOException("an entry has no mediaType, digest or size");
      }
      expect(in.currentToken(), JsonToken.VALUE_NUMBER_INT);
      return new Descriptor(type, Digest.parse(digest), in.getLongValue());
    } catch (IllegalArgumentException e) {
      throw new IOException("an entry is wrong: " + e.getMessage(), e);
    }
  }

  private static void copyEntries(JsonParser in, JsonGenerator out, byte[] entry, String tag)
      throws IOException {
    boolean placed = false;
    out.writeStartArray();
    if (in.currentToken() != JsonToken.VALUE_NULL) { // Go writes null for an empty list
      expect(in.currentToken(), JsonToken.START_ARRAY);
      while (in.nextToken() != JsonToken.END_ARRAY) {
        expect(in.currentToken(), JsonToken.START_OBJECT);
        byte[] other = copy(in);
        if (!tag.equals(tag(other))) {
          write(other, out);
        } else if (!placed) {
          write(entry, out);
          placed = true;
        }
      }
    }
    if (!placed) {
      write(entry, out);
    }
    out.writeEndArray();
  }

  private static byte[] copy(JsonParser in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json().createGenerator(bytes)) {
      out.copyCurrentStructureExact(in);
    }
    return bytes.toByteArray();
  }

  private static void write(byte[] entry, JsonGenerator out) throws IOException {
    out.writeRawValue(new String(entry, StandardCharsets.UTF_8));
  }

  private static @Nullable String tag(byte[] entry) throws IOException {
    return string(entry, "annotations", REF_NAME);
  }

  /** The string at a path of names; null if there is none. */
  private static @Nullable String string(byte[] document, String... path) throws IOException {
    try (JsonParser in = json().createParser(document)) {
      in.nextToken();
      for (String name : path) {
        if (!enter(in, name)) {
          return null;
        }
      }
      return in.currentToken() == JsonToken.VALUE_STRING ? in.getText() : null;
    }
  }

  /** Moves to the value of a member of the current object. Returns false if there is none. */
  private static boolean enter(JsonParser in, String name) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = in.currentName().equals(name);
      in.nextToken();
      if (found) {
        return true;
      }
      in.skipChildren();
    }
    return false;
  }

  /** A new factory each time, as a factory keeps the names of all documents. */
  private static JsonFactory json() {
    return JsonFactory.builder()
        .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static void expect(@Nullable JsonToken token, @Nullable JsonToken expected)
      throws IOException {
    if (token != expected) {
      throw new IOException("it is not the JSON of an image index");
    }
  }
}
