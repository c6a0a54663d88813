package io.modelops.bundle.registry.signature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.modelops.bundle.registry.oci.OciJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object that was read whole: no member comes twice, and nothing follows it. Asking for what
 * is not there says so.
 */
final class JsonObject {
  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private final Map<String, Object> members;

  private JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  static JsonObject read(byte[] document) throws IOException {
    try (JsonParser parser = OciJson.factory().createParser(document)) {
      parser.nextToken();
      Object value = value(parser);
      if (!(value instanceof JsonObject object) || parser.nextToken() != null) {
        throw new IOException("it is no JSON object");
      }
      return object;
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(parser));
      }
      return new JsonObject(members);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      default -> token;
    };
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  private <T> T get(String name, Class<T> type, String kind) throws IOException {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new IOException("its " + name + " is no " + kind);
    }
    return type.cast(value);
  }

  String text(String name) throws IOException {
    return get(name, String.class, "text");
  }

  boolean truth(String name) throws IOException {
    return get(name, Boolean.class, "truth value");
  }

  JsonObject object(String name) throws IOException {
    return get(name, JsonObject.class, "object");
  }

  List<JsonObject> objects(String name) throws IOException {
    return list(name, JsonObject.class, "objects");
  }

  List<String> texts(String name) throws IOException {
    return list(name, String.class, "texts");
  }

  private <T> List<T> list(String name, Class<T> type, String kind) throws IOException {
    List<T> all = new ArrayList<>();
    for (Object each : get(name, List.class, "list")) {
      if (!type.isInstance(each)) {
        throw new IOException("its " + name + " are no " + kind);
      }
      all.add(type.cast(each));
    }
    return all;
  }

  /** Writes members. */
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object, compact. */
  static byte[] write(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
