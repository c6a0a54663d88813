package io.modelops.bundle.registry.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The credential helpers that a Docker configuration names.
 *
 * @param helpers the helpers by registry
 * @param store the helper for all other registries; empty if there is none
 */
record HelperNames(Map<String, String> helpers, String store) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Set<String> DOCKER_HUB =
      Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  static HelperNames read(Path file) throws IOException {
    try (JsonParser parser = FACTORY.createParser(Files.readAllBytes(file))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an object");
      }
      return read(parser);
    }
  }

  private static HelperNames read(JsonParser parser) throws IOException {
    Map<String, String> helpers = new HashMap<>();
    String store = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equalsIgnoreCase("credsStore") && value == JsonToken.VALUE_STRING) {
        store = parser.getText();
      } else if (name.equalsIgnoreCase("credHelpers") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String registry = parser.currentName();
          if (parser.nextToken() == JsonToken.VALUE_STRING) {
            helpers.put(registry, parser.getText());
          }
          parser.skipChildren();
        }
      } else {
        parser.skipChildren();
      }
    }
    return new HelperNames(helpers, store);
  }

  Optional<String> helperFor(String host) {
    Set<String> names = DOCKER_HUB.contains(host) ? DOCKER_HUB : Set.of(host);
    return helpers.entrySet().stream()
        .filter(entry -> names.contains(hostOf(entry.getKey())))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> Optional.of(store))
        .filter(name -> !name.isEmpty());
  }

  private static String hostOf(String key) {
    return key.replaceFirst("^https://", "").replaceFirst("/.*", "");
  }
}
