package io.modelops.bundle.registry.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.modelops.bundle.registry.oci.OciJson;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON files of an image layout, in a directory or an archive. */
public final class LayoutJson {
  public static final byte[] EMPTY_INDEX =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"""
          .getBytes(StandardCharsets.US_ASCII);

  /** The content of oci-layout. */
  public static final byte[] MARKER =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

  /** More bytes than this are none. */
  public static final int MAX_MARKER = 4096;

  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private LayoutJson() {}

  /** Whether the content of oci-layout names the version 1.0.0. */
  public static boolean isMarker(byte[] content) {
    try {
      return "1.0.0".equals(string(content, "imageLayoutVersion"));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The index entry of a manifest.
   *
   * @param tag null for a manifest that is listed without one
   */
  public static byte[] entry(
      Descriptor manifest, @Nullable String artifactType, @Nullable String tag) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("mediaType", manifest.mediaType());
      out.writeStringField("digest", manifest.digest().toString());
      out.writeNumberField("size", manifest.size());
      Map<String, String> annotations = new LinkedHashMap<>(manifest.annotations());
      if (tag != null) {
        annotations.put(REF_NAME, tag);
      }
      if (!annotations.isEmpty()) {
        out.writeObjectFieldStart("annotations");
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
          out.writeStringField(annotation.getKey(), annotation.getValue());
        }
        out.writeEndObject();
      }
      if (artifactType != null) {
        out.writeStringField("artifactType", artifactType);
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * The index with an entry in the place of the one that had the tag, else at the end. An entry of
   * the same manifest without tag goes: it kept the place for this one. All else stays as it is,
   * whether known or not.
   *
   * @param tag null: the entry is added only if no other has the manifest
   * @throws IOException if it is no index
   */
  public static byte[] withEntry(byte[] index, byte[] entry, Digest manifest, @Nullable String tag)
      throws IOException {
    if (tag == null) {
      boolean listed =
          entries(index).stream().anyMatch(e -> e.manifest().digest().equals(manifest));
      return listed ? index : edited(index, old -> false, entry);
    }
    return edited(
        index, old -> tag.equals(tag(old)) || (tag(old) == null && isOf(old, manifest)), entry);
  }

  /** The index without the entries of a tag. */
  static byte[] withoutTag(byte[] index, String tag) throws IOException {
    return edited(index, old -> tag.equals(tag(old)), null);
  }

  /**
   * The index without the entries of a manifest.
   *
   * @throws IOException if it is no index
   */
  public static byte[] withoutManifest(byte[] index, Digest manifest) throws IOException {
    return edited(index, old -> isOf(old, manifest), null);
  }

  private static boolean isOf(byte[] entry, Digest manifest) throws IOException {
    return manifest.toString().equals(string(entry, "digest"));
  }

  /** Whether an entry goes. */
  private interface Dropped {
    boolean test(byte[] entry) throws IOException;
  }

  private static byte[] edited(byte[] index, Dropped dropped, byte @Nullable [] entry)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean found = false;
    try (JsonParser in = OciJson.factory().createParser(index);
        JsonGenerator out = JSON.createGenerator(bytes)) {
      expect(in.nextToken(), JsonToken.START_OBJECT);
      out.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        out.writeFieldName(in.currentName());
        boolean manifests = in.currentName().equals("manifests");
        in.nextToken();
        if (manifests) {
          copyEntries(in, out, dropped, entry);
          found = true;
        } else {
          out.copyCurrentStructureExact(in);
        }
      }
      out.writeEndObject();
      expect(in.nextToken(), null);
    }
    if (!found) {
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
    for (IndexEntry entry : entries(index)) {
      if (tag.equals(entry.tag())) {
        if (found != null && !found.digest().equals(entry.manifest().digest())) {
          throw new IOException("it has two manifests with the tag " + tag);
        }
        found = entry.manifest();
      }
    }
    return found;
  }

  /** The entries without annotations, but for the tag. */
  static List<IndexEntry> entries(byte[] index) throws IOException {
    return OciJson.manifests(index).stream()
        .map(
            read ->
                new IndexEntry(
                    new Descriptor(read.mediaType(), read.digest(), read.size()),
                    read.annotations().get(REF_NAME)))
        .toList();
  }

  private static void copyEntries(
      JsonParser in, JsonGenerator out, Dropped dropped, byte @Nullable [] entry)
      throws IOException {
    boolean placed = false;
    out.writeStartArray();
    if (in.currentToken() != JsonToken.VALUE_NULL) { // Go writes null for an empty list
      expect(in.currentToken(), JsonToken.START_ARRAY);
      while (in.nextToken() != JsonToken.END_ARRAY) {
        expect(in.currentToken(), JsonToken.START_OBJECT);
        byte[] other = copy(in);
        boolean goes = dropped.test(other);
        if (!goes) {
          write(other, out);
        } else if (!placed && entry != null) {
          write(entry, out);
          placed = true;
        }
      }
    }
    if (!placed && entry != null) {
      write(entry, out);
    }
    out.writeEndArray();
  }

  private static byte[] copy(JsonParser in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
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
    try (JsonParser in = OciJson.factory().createParser(document)) {
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

  private static void expect(@Nullable JsonToken token, @Nullable JsonToken expected)
      throws IOException {
    if (token != expected) {
      throw new IOException("it is not the JSON of an image index");
    }
  }
}
