package io.modelops.bundle.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.modelops.bundle.json.JsonSchema;
import java.util.List;
import java.util.Locale;

/** Answers beside their JSON Schemas. */
final class Schemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  static List<String> errors(String name, String document) {
    return schema(name).validate(document, InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static Schema schema(String name) {
    JsonSchema schema = JsonSchema.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return REGISTRY.getSchema(schema.text(), InputFormat.JSON);
  }
}
