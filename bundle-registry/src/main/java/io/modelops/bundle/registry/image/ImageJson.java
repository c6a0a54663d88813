package io.modelops.bundle.registry.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelops.bundle.registry.oci.DescriptorReader;
import io.modelops.bundle.registry.oci.OciJson;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON documents of images. */
final class ImageJson {
  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";

  private static final String HISTORY = "history";
  private static final String DIFF_IDS = "diff_ids";
  private static final String CONFIG = "config";
  private static final String LABELS = "Labels";

  private final ObjectMapper mapper = new ObjectMapper(OciJson.factory());

  /**
   * Reads an object.
   *
   * @param what it is, for messages
   */
  ObjectNode object(byte[] document, String what) throws IOException {
    try {
      if (mapper.readTree(document) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IOException(what + " is not valid JSON", e);
    }
    throw new IOException(what + " is no JSON object");
  }

  Descriptor descriptor(JsonNode node, String what) throws IOException {
    try (JsonParser parser = mapper.treeAsTokens(node)) {
      parser.nextToken();
      return new DescriptorReader(parser, what).read();
    }
  }

  List<Descriptor> descriptors(JsonNode nodes, String what) throws IOException {
    List<Descriptor> all = new ArrayList<>();
    for (JsonNode node : nodes) {
      all.add(descriptor(node, what + " " + all.size()));
    }
    return all;
  }

  /** How many layers a configuration speaks of. */
  static int layers(ObjectNode configuration) {
    return configuration.path("rootfs").path(DIFF_IDS).size();
  }

  /** A configuration as it would be without any layer. */
  byte[] withoutLayers(ObjectNode configuration) throws IOException {
    ObjectNode bare = configuration.deepCopy();
    bare.putArray(HISTORY);
    bare.withObject("/rootfs").putArray(DIFF_IDS);
    return mapper.writeValueAsBytes(bare);
  }

  /**
   * The configuration of an image whose layers follow upon those of its base. What the base says
   * stays, where the image says nothing else.
   *
   * @param built as if it had no layers of the base
   */
  byte[] joined(ObjectNode base, ObjectNode built) throws IOException {
    ObjectNode joined = base.deepCopy();
    joined.setAll(built.deepCopy());
    ObjectNode config = joined.putObject(CONFIG);
    addAll(config, base.path(CONFIG));
    if (!built.path(CONFIG).path("Entrypoint").equals(base.path(CONFIG).path("Entrypoint"))) {
      config.remove("Cmd"); // which are arguments of the other one
    }
    addAll(config, built.path(CONFIG));
    addAll(config.putObject(LABELS), sorted(built.path(CONFIG).path(LABELS)));
    concatenate(joined.putArray(HISTORY), base.path(HISTORY), built.path(HISTORY));
    ArrayNode diffs = joined.putObject("rootfs").put("type", "layers").putArray(DIFF_IDS);
    concatenate(diffs, base.path("rootfs").path(DIFF_IDS), built.path("rootfs").path(DIFF_IDS));
    return mapper.writeValueAsBytes(joined);
  }

  private ObjectNode sorted(JsonNode members) {
    ObjectNode sorted = mapper.createObjectNode();
    members.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> sorted.set(member.getKey(), member.getValue()));
    return sorted;
  }

  private static void addAll(ObjectNode object, JsonNode members) {
    members.properties().forEach(member -> object.set(member.getKey(), member.getValue()));
  }

  private static void concatenate(ArrayNode all, JsonNode first, JsonNode second) {
    first.forEach(all::add);
    second.forEach(all::add);
  }

  /** The OCI manifest of an image. */
  byte[] manifest(Descriptor config, List<Descriptor> layers) throws IOException {
    ObjectNode manifest = mapper.createObjectNode().put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST_TYPE);
    manifest.set("config", node(config));
    ArrayNode all = manifest.putArray("layers");
    layers.forEach(layer -> all.add(node(layer)));
    return mapper.writeValueAsBytes(manifest);
  }

  private ObjectNode node(Descriptor descriptor) {
    return mapper
        .createObjectNode()
        .put("mediaType", descriptor.mediaType())
        .put("digest", descriptor.digest().toString())
        .put("size", descriptor.size());
  }

  /** What {@code docker save} writes of an image without layers. */
  byte[] dockerManifest(String configFile) throws IOException {
    ArrayNode images = mapper.createArrayNode();
    ObjectNode image = images.addObject().put("Config", configFile);
    image.putArray("RepoTags");
    image.putArray("Layers");
    return mapper.writeValueAsBytes(images);
  }
}
