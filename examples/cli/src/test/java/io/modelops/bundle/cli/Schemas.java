package io.modelops.bundle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The JSON Schemas that the program is published with. */
final class Schemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  static List<String> errors(String name, String document) {
    return schema(name).validate(document, InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  static List<String> errorsOfSchema(String name) {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    return meta.validate(schema(name).getSchemaNode()).stream().map(Object::toString).toList();
  }

  private static Schema schema(String name) {
    try (InputStream in = Cli.class.getResourceAsStream("schema/" + name + ".json")) {
      return REGISTRY.getSchema(
          new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8), InputFormat.JSON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
