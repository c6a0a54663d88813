package io.modelops.bundle.registry.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelops.bundle.registry.oci.OciJson;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image to build upon.
 *
 * @param manifest of this very image
 * @param configuration of the image specification, the same for OCI and Docker
 * @param layers with media types of OCI
 */
record BaseImage(Descriptor manifest, ObjectNode configuration, List<Descriptor> layers) {
  private static final int MAX_DOCUMENT = 4 << 20;
  private static final Set<String> INDEXES =
      Set.of(OciJson.INDEX_TYPE, "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Set<String> CONFIGS =
      Set.of(ImageJson.CONFIG_TYPE, "application/vnd.docker.container.image.v1+json");

  /** Docker's layers are OCI's under another name. */
  private static final Map<String, String> LAYERS =
      Map.of(
          "application/vnd.docker.image.rootfs.diff.tar.gzip",
          ImageJson.LAYER_TYPE,
          "application/vnd.docker.image.rootfs.diff.tar",
          "application/vnd.oci.image.layer.v1.tar");

  /**
   * Reads what is to be known of it, without its layers.
   *
   * @param platform which is taken of an index
   */
  static BaseImage read(ImageJson json, Repository repository, Descriptor root, String platform)
      throws IOException {
    Descriptor manifest =
        INDEXES.contains(root.mediaType()) ? chosen(json, repository, root, platform) : root;
    ObjectNode document =
        json.object(
            content(manifest, () -> repository.openManifest(manifest)), "the manifest of the base");
    JsonNode configNode = document.path("config");
    if (!configNode.isObject() || !document.path("layers").isArray()) {
      throw new IOException("it is no container image");
    }
    Descriptor config = json.descriptor(configNode, "config");
    if (!CONFIGS.contains(config.mediaType())) {
      throw new IOException("it is no container image, as its config is a " + config.mediaType());
    }
    ObjectNode configuration =
        json.object(
            content(config, () -> repository.openBlob(config, 0)), "the configuration of the base");
    List<Descriptor> layers = layers(json.descriptors(document.path("layers"), "layer"));
    if (ImageJson.layers(configuration) != layers.size()) {
      throw new IOException("its manifest and its configuration differ in the number of layers");
    }
    return new BaseImage(manifest, configuration, layers);
  }

  private static List<Descriptor> layers(List<Descriptor> listed) throws IOException {
    List<Descriptor> layers = new ArrayList<>();
    for (Descriptor layer : listed) {
      String type = LAYERS.getOrDefault(layer.mediaType(), layer.mediaType());
      if (!type.matches("application/vnd\\.oci\\.image\\.layer\\.v1\\.tar(\\+(gzip|zstd))?")) {
        throw new IOException("a layer of the base is a " + type);
      }
      layers.add(new Descriptor(type, layer.digest(), layer.size()));
    }
    return layers;
  }

  private static Descriptor chosen(
      ImageJson json, Repository repository, Descriptor index, String platform) throws IOException {
    ObjectNode document =
        json.object(content(index, () -> repository.openManifest(index)), "the index of the base");
    List<String> others = new ArrayList<>();
    for (JsonNode entry : document.path("manifests")) {
      JsonNode said = entry.path("platform");
      String name = said.path("os").asText() + "/" + said.path("architecture").asText();
      String variant = said.path("variant").asText();
      if (platform.equals(name) || platform.equals(name + "/" + variant)) {
        return json.descriptor(entry, "the image of the base for " + platform);
      }
      others.add(variant.isEmpty() ? name : name + "/" + variant);
    }
    throw new IOException("it has no image for " + platform + ", but for " + others);
  }

  private static byte[] content(Descriptor document, Blob content) throws IOException {
    if (document.size() > MAX_DOCUMENT) {
      throw new IOException(document.digest() + " has more than " + MAX_DOCUMENT + " bytes");
    }
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  /** A variable of the environment; empty if it is not set. */
  String variable(String name) {
    for (JsonNode entry : configuration.path("config").path("Env")) {
      if (entry.asText().startsWith(name + "=")) {
        return entry.asText().substring(name.length() + 1);
      }
    }
    return "";
  }

  String architecture() {
    return configuration.path("architecture").asText("amd64");
  }

  String os() {
    return configuration.path("os").asText("linux");
  }
}
