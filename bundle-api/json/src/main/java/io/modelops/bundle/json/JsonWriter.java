package io.modelops.bundle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the members of JSON objects, in the order of the calls. */
final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(
              StreamWriteFeature.AUTO_CLOSE_CONTENT) // what failed half-way must not look whole
          .build();

  private final JsonGenerator json;

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  /** The members of an object. */
  interface Members {
    void write(JsonWriter json) throws IOException;
  }

  /** The members of an object that a value is written as. */
  interface Shape<T> {
    void write(JsonWriter json, T value) throws IOException;
  }

  /** Writes a document, indented by two spaces, with a final line feed, and flushes. */
  static void write(Writer out, Members members) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(printer());
      json.writeStartObject();
      members.write(new JsonWriter(json));
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }

  JsonWriter text(String name, @Nullable Object value) throws IOException {
    json.writeStringField(name, value == null ? null : value.toString());
    return this;
  }

  /** A constant in lower case, with hyphens. */
  JsonWriter word(String name, Enum<?> constant) throws IOException {
    return text(name, constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  JsonWriter number(String name, @Nullable Number value) throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value.longValue());
    }
    return this;
  }

  /** A boolean or number as such, all else as a string. */
  JsonWriter plain(String name, @Nullable Object value) throws IOException {
    if (value instanceof Boolean truth) {
      return truth(name, truth);
    } else if (value instanceof Double number) {
      json.writeNumberField(name, number);
      return this;
    }
    return value instanceof Number number ? number(name, number) : text(name, value);
  }

  JsonWriter truth(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
    return this;
  }

  JsonWriter texts(String name, Collection<?> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (Object value : values) {
      json.writeString(value.toString());
    }
    json.writeEndArray();
    return this;
  }

  JsonWriter object(String name, Members members) throws IOException {
    json.writeObjectFieldStart(name);
    members.write(this);
    json.writeEndObject();
    return this;
  }

  <T> JsonWriter objects(String name, Collection<T> values, Shape<? super T> shape)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      json.writeStartObject();
      shape.write(this, value);
      json.writeEndObject();
    }
    json.writeEndArray();
    return this;
  }
}
