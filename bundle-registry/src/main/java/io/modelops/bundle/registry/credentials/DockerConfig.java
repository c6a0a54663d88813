package io.modelops.bundle.registry.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Docker configuration: what is stored in it, and which helper knows the rest. Keys are hosts or
 * the beginning of a repository's path there in whole segments: {@code ghcr.io/lab}.
 *
 * @param stored the fields of each entry of {@code auths}, by their names in lower case
 * @param helpers the name of the helper of each key
 * @param store the helper of all other hosts; empty if there is none
 */
record DockerConfig(
    Map<String, Map<String, String>> stored, Map<String, String> helpers, String store) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String HUB = "docker.io";
  private static final String HUB_KEY = "https://index.docker.io/v1/";
  private static final Set<String> HUB_NAMES =
      Set.of(HUB, "index.docker.io", "registry-1.docker.io");
  private static final Set<String> FIELDS = Set.of("auth", "identitytoken", "username", "password");

  /** What a configuration says of one place: a helper's name, or stored fields. */
  record Entry(String key, String helper, Map<String, String> fields) {}

  /**
   * Reads a configuration; an empty document is one without entries.
   *
   * @throws IOException that may quote the document
   */
  static DockerConfig read(byte[] document) throws IOException {
    Map<String, Map<String, String>> stored = new HashMap<>();
    Map<String, String> helpers = new HashMap<>();
    String store = "";
    if (document.length == 0) {
      return new DockerConfig(stored, helpers, store);
    }
    try (JsonParser parser = FACTORY.createParser(document)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName().toLowerCase(Locale.ROOT);
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NULL) {
          continue;
        }
        if (name.equals("credsstore") && value == JsonToken.VALUE_STRING) {
          store = parser.getText();
        } else if (name.equals("credhelpers")) {
          require(value == JsonToken.START_OBJECT);
          strings(parser).forEach((key, helper) -> helpers.put(place(key), helper));
        } else if (name.equals("auths")) {
          require(value == JsonToken.START_OBJECT);
          readStored(parser, stored, false);
        } else {
          parser.skipChildren();
        }
      }
      require(parser.nextToken() == null);
    }
    return new DockerConfig(stored, helpers, store);
  }

  /**
   * Reads a file of the format of before 2015, which has nothing but entries, each for a host.
   *
   * @throws IOException that may quote the document
   */
  static DockerConfig readLegacy(byte[] document) throws IOException {
    Map<String, Map<String, String>> stored = new HashMap<>();
    if (document.length > 0) {
      try (JsonParser parser = FACTORY.createParser(document)) {
        require(parser.nextToken() == JsonToken.START_OBJECT);
        readStored(parser, stored, true);
        require(parser.nextToken() == null);
      }
    }
    return new DockerConfig(stored, Map.of(), "");
  }

  private static void readStored(
      JsonParser parser, Map<String, Map<String, String>> stored, boolean hosts)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = place(parser.currentName());
      JsonToken value = parser.nextToken();
      require(value == JsonToken.START_OBJECT || value == JsonToken.VALUE_NULL);
      Map<String, String> fields = value == JsonToken.START_OBJECT ? fields(parser) : Map.of();
      stored.put(hosts ? key.replaceFirst("/.*", "") : key, fields);
    }
  }

  private static Map<String, String> fields(JsonParser parser) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      JsonToken value = parser.nextToken();
      if (FIELDS.contains(name) && value != JsonToken.VALUE_NULL) {
        require(value == JsonToken.VALUE_STRING);
        fields.put(name, parser.getText());
      }
      parser.skipChildren();
    }
    return fields;
  }

  private static Map<String, String> strings(JsonParser parser) throws IOException {
    Map<String, String> strings = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        strings.put(name, parser.getText());
      }
      parser.skipChildren();
    }
    return strings;
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not the object that was expected");
    }
  }

  /**
   * The entry for a repository: the one with the longest key, also if it holds nothing. Of two with
   * the same key, the helper, as Docker leaves the stored one behind when a helper takes over. A
   * helper without a name is none, also not the general one.
   */
  Optional<Entry> find(String host, String repository) {
    String wanted = place(host + "/" + repository);
    Map<String, String> asked = new HashMap<>(helpers);
    asked.putIfAbsent(place(host), store);
    Stream<Entry> helped =
        asked.entrySet().stream()
            .filter(e -> !e.getValue().isEmpty())
            .map(e -> new Entry(e.getKey(), e.getValue(), Map.of()));
    Stream<Entry> kept =
        stored.entrySet().stream().map(e -> new Entry(e.getKey(), "", e.getValue()));
    return Stream.concat(helped, kept)
        .filter(entry -> wanted.equals(entry.key()) || wanted.startsWith(entry.key() + "/"))
        .sorted(Comparator.comparingInt(entry -> -entry.key().length())) // keeps equals in order
        .findFirst();
  }

  /** The key that Docker writes for a place. */
  static String key(String place) {
    return HUB_NAMES.contains(place) ? HUB_KEY : place;
  }

  /** Whether the file itself keeps something for exactly this place. */
  boolean holds(String place) {
    return stored.getOrDefault(place(place), Map.of()).values().stream()
        .anyMatch(field -> !field.isEmpty());
  }

  /** The helper that may keep the credential of exactly this place; empty if none does. */
  String keeper(String place) {
    String wanted = place(place);
    return helpers.getOrDefault(wanted, wanted.indexOf('/') < 0 ? store : "");
  }

  /**
   * The helper that is to keep the credential of a place; empty if the file itself does.
   *
   * @throws IOException if it knows hosts only, and this is a part of one
   */
  String helper(String place) throws IOException {
    String wanted = place(place);
    String host = wanted.replaceFirst("/.*", "");
    String general = helpers.getOrDefault(host, store);
    if (!helpers.containsKey(wanted) && !host.equals(wanted) && !general.isEmpty()) {
      throw new IOException(
          "the credential helper "
              + general
              + " keeps one login for each registry; log in to "
              + host
              + " as a whole");
    }
    return keeper(place);
  }

  /** A key without what does not tell places apart: a scheme, an API version, a name of the hub. */
  static String place(String key) {
    String plain = key.replaceFirst("^https?://", "").replaceFirst("/(v1/?|v2/?)?$", "");
    int slash = plain.indexOf('/');
    String host = (slash < 0 ? plain : plain.substring(0, slash)).toLowerCase(Locale.ROOT);
    String path = slash < 0 ? "" : plain.substring(slash);
    return (HUB_NAMES.contains(host) ? HUB : host) + path;
  }
}
