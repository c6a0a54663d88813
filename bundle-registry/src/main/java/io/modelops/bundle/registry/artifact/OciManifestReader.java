package io.modelops.bundle.registry.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.modelops.bundle.registry.oci.DescriptorReader;
import io.modelops.bundle.registry.oci.OciJson;
import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an OCI image manifest that has one meaning only: UTF-8, no member twice, nothing after the
 * document, no index at the same time; and within bounds. What it does not know it passes over.
 */
final class OciManifestReader {
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_LAYERS = 20_000;

  private final JsonParser parser;
  private @Nullable String artifactType;
  private @Nullable Descriptor config;
  private @Nullable List<Descriptor> layers;
  private boolean known;

  private OciManifestReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException saying why it is no manifest of a bundle
   */
  static Contents read(byte[] manifest) throws IOException {
    return read(manifest, OciManifestReader::typed);
  }

  /** The same of one that is told by the type of its config, and not by its own. */
  static Contents readUntyped(byte[] manifest) throws IOException {
    return read(manifest, OciManifestReader::document);
  }

  private interface Reading {
    Contents of(OciManifestReader reader) throws IOException;
  }

  private static Contents read(byte[] manifest, Reading reading) throws IOException {
    require(manifest.length <= MAX_BYTES, "its manifest has more than " + MAX_BYTES + " bytes");
    try (JsonParser parser = OciJson.factory().createParser(decoded(manifest))) {
      return reading.of(new OciManifestReader(parser));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "its manifest is not JSON: " + BundlePath.quote(String.valueOf(e.getOriginalMessage())),
          e);
    }
  }

  private static String decoded(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its manifest is not UTF-8", e);
    }
  }

  private Contents typed() throws IOException {
    Contents contents = document();
    require(
        BundleArtifactFormat.ARTIFACT_TYPE.equals(artifactType),
        artifactType == null
            ? "it has no artifactType"
            : "its artifactType is " + BundlePath.quote(artifactType));
    return contents;
  }

  private Contents document() throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, "its manifest is no object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      member(parser.currentName());
    }
    require(parser.nextToken() == null, "something follows the manifest");
    require(known, "its schemaVersion is not 2");
    if (config == null || layers == null) {
      throw new IOException("its manifest has no config or no layers");
    }
    return new Contents(config, layers);
  }

  private void member(String name) throws IOException {
    parser.nextToken();
    switch (name) {
      case "schemaVersion" ->
          known =
              parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getText().equals("2");
      case "mediaType" ->
          require(
              string(name).equals(OciManifest.MEDIA_TYPE),
              "its mediaType is not the one it comes with");
      case "artifactType" -> artifactType = string(name);
      case "config" -> config = new DescriptorReader(parser, name).read();
      case "layers" -> layers = layers();
      case "manifests", "fsLayers" ->
          throw new IOException("its manifest has " + name + ", so it is not of one kind");
      default -> parser.skipChildren();
    }
  }

  private List<Descriptor> layers() throws IOException {
    require(parser.currentToken() == JsonToken.START_ARRAY, "layers is no list");
    List<Descriptor> read = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(read.size() < MAX_LAYERS, "it has more than " + MAX_LAYERS + " layers");
      read.add(new DescriptorReader(parser, "layer " + read.size()).read());
    }
    require(!read.isEmpty(), "it has no layers");
    return read;
  }

  private String string(String name) throws IOException {
    return DescriptorReader.string(parser, name);
  }

  static void require(boolean holds, String fault) throws IOException {
    if (!holds) {
      throw new IOException(fault);
    }
  }
}
