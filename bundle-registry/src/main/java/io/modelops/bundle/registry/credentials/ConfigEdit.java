package io.modelops.bundle.registry.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes one entry of {@code auths} in a Docker configuration. All else is copied: unknown
 * members, their order, numbers as they are written. It is laid out as Docker does.
 */
final class ConfigEdit {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String AUTHS = "auths";

  private final String key;
  private final @Nullable Map<String, String> entry;
  private final JsonParser parser;
  private final JsonGenerator json;
  private boolean removed;
  private boolean written;

  private ConfigEdit(
      String place, @Nullable Map<String, String> entry, JsonParser parser, JsonGenerator json) {
    this.key = DockerConfig.key(place);
    this.entry = entry;
    this.parser = parser;
    this.json = json;
  }

  /**
   * The document with an entry for a place, in place of those that it has for it.
   *
   * @param document may be empty
   */
  static Optional<byte[]> set(byte[] document, String place, Map<String, String> fields)
      throws IOException {
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    return edited(document.length == 0 ? empty : document, place, fields);
  }

  /** The document without the entries for a place; empty if it has none. */
  static Optional<byte[]> remove(byte[] document, String place) throws IOException {
    return document.length == 0 ? Optional.empty() : edited(document, place, null);
  }

  private static Optional<byte[]> edited(
      byte[] document, String place, @Nullable Map<String, String> entry) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonParser parser = FACTORY.createParser(document);
        JsonGenerator json = FACTORY.createGenerator(out)) {
      DefaultIndenter lines = new DefaultIndenter("\t", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter()
              .withSeparators(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(lines)
              .withArrayIndenter(lines));
      ConfigEdit edit = new ConfigEdit(place, entry, parser, json);
      edit.document();
      if (entry == null && !edit.removed) {
        return Optional.empty();
      }
    }
    return Optional.of(out.toByteArray());
  }

  private void document() throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT);
    json.writeStartObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      json.writeFieldName(name);
      JsonToken value = parser.nextToken();
      if (!name.equalsIgnoreCase(AUTHS)) {
        copyValue();
      } else if (value == JsonToken.VALUE_NULL) {
        json.writeStartObject();
        endEntries();
      } else {
        require(value == JsonToken.START_OBJECT);
        copyEntries();
      }
    }
    if (entry != null && !written) {
      json.writeObjectFieldStart(AUTHS);
      endEntries();
    }
    json.writeEndObject();
    require(parser.nextToken() == null);
  }

  private void copyEntries() throws IOException {
    json.writeStartObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (DockerConfig.place(name).equals(DockerConfig.place(key))) {
        parser.skipChildren();
        removed = true;
      } else {
        json.writeFieldName(name);
        copyValue();
      }
    }
    endEntries();
  }

  private void endEntries() throws IOException {
    if (entry != null && !written) {
      json.writeObjectFieldStart(key);
      for (Map.Entry<String, String> field : entry.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
      written = true;
    }
    json.writeEndObject();
  }

  private void copyValue() throws IOException {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      require(token != null);
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token.isNumeric()) {
        json.writeNumber(parser.getText());
      } else {
        json.copyCurrentEvent(parser);
      }
    } while (depth > 0 && parser.nextToken() != null);
    require(depth == 0);
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not the object that was expected");
    }
  }
}
