package io.modelops.bundle.registry.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An OCI image manifest, and its JSON: compact, in this order of keys, always the same bytes.
 *
 * @param artifactType null where the media type of the config says it
 * @param subject the manifest that this one refers to; null if to none
 * @param annotations of the manifest itself
 */
public record OciManifest(
    @Nullable String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {
  public static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  /** The config of a manifest that needs none. */
  public static final Part EMPTY =
      new Part(
          new Descriptor(
              "application/vnd.oci.empty.v1+json",
              ContentCheck.digest("sha256", EMPTY_OBJECT),
              EMPTY_OBJECT.length),
          Blob.of(EMPTY_OBJECT));

  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  public OciManifest {
    layers = List.copyOf(layers);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Reads one that has one meaning only, and layers.
   *
   * @throws IOException saying why it is none
   */
  public static OciManifest read(byte[] document) throws IOException {
    return OciManifestReader.read(document);
  }

  /** Reads one where others may lie, too; empty if it is none. */
  public static Optional<OciManifest> find(byte[] document) {
    try {
      return Optional.of(read(document));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What describes the document, and its content. */
  public Part part() {
    byte[] document = write();
    Digest digest = ContentCheck.digest("sha256", document);
    return new Part(new Descriptor(MEDIA_TYPE, digest, document.length), Blob.of(document));
  }

  /** Its JSON. */
  public byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 2);
      json.writeStringField("mediaType", MEDIA_TYPE);
      if (artifactType != null) {
        json.writeStringField("artifactType", artifactType);
      }
      json.writeFieldName("config");
      write(config, config.annotations(), json);
      json.writeArrayFieldStart("layers");
      for (Descriptor layer : layers) {
        write(layer, layer.annotations(), json);
      }
      json.writeEndArray();
      if (subject != null) {
        json.writeFieldName("subject");
        write(subject, Map.of(), json);
      }
      write(annotations, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(
      Descriptor descriptor, Map<String, String> annotations, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("mediaType", descriptor.mediaType());
    json.writeStringField("digest", descriptor.digest().toString());
    json.writeNumberField("size", descriptor.size());
    write(annotations, json);
    json.writeEndObject();
  }

  private static void write(Map<String, String> annotations, JsonGenerator json)
      throws IOException {
    if (!annotations.isEmpty()) {
      json.writeObjectFieldStart("annotations");
      for (Map.Entry<String, String> annotation : new TreeMap<>(annotations).entrySet()) {
        json.writeStringField(annotation.getKey(), annotation.getValue());
      }
      json.writeEndObject();
    }
  }
}
