package io.modelops.bundle.registry.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The little of JSON that registries and token servers answer. */
final class Json {
  private static final int MAX_DEPTH = 32;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Json() {}

  /**
   * The strings of an object, one level deep; other values are passed over.
   *
   * @throws IOException without what was read, which may be a secret
   */
  static Map<String, String> strings(byte[] document) throws IOException {
    try (JsonParser parser = FACTORY.createParser(document)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      Map<String, String> strings = strings(parser);
      require(parser.nextToken() == null);
      return strings;
    } catch (IOException e) {
      throw new IOException("not the JSON object that was expected"); // e quotes the document
    }
  }

  /** The first entry of {@code errors} in an answer of a registry; empty if it has none. */
  static Map<String, String> firstError(byte[] document) {
    try (JsonParser parser = FACTORY.createParser(document)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean errors = parser.currentName().equals("errors");
        JsonToken value = parser.nextToken();
        if (errors
            && value == JsonToken.START_ARRAY
            && parser.nextToken() == JsonToken.START_OBJECT) {
          return strings(parser);
        }
        parser.skipChildren();
      }
      return Map.of();
    } catch (IOException e) {
      return Map.of(); // an error page of a proxy, say
    }
  }

  /**
   * The tags of a list of tags; none where it says null.
   *
   * @throws IOException if it is none
   */
  static List<String> tags(byte[] document) throws IOException {
    List<String> tags = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(document)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean list = parser.currentName().equals("tags");
        if (parser.nextToken() == JsonToken.START_ARRAY && list) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.VALUE_STRING);
            tags.add(parser.getText());
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return tags;
  }

  private static Map<String, String> strings(JsonParser parser) throws IOException {
    Map<String, String> strings = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        strings.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return strings;
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not an object");
    }
  }
}
