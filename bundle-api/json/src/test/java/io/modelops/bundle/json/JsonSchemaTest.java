package io.modelops.bundle.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.modelops.bundle.value.RemoveOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemaTest {
  private static final int DRAWS = 200;
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static Schema schema(JsonSchema schema) {
    return REGISTRY.getSchema(schema.text(), InputFormat.JSON);
  }

  private static List<Error> errors(JsonDocument document) {
    return schema(document.schema()).validate(Documents.text(document), InputFormat.JSON);
  }

  @ParameterizedTest
  @EnumSource
  void schemasAreOfDraft202012(JsonSchema schema) {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(schema(schema).getSchemaNode())).isEmpty();
  }

  @Test
  void eachResourceIsASchemaWithAName() throws IOException, URISyntaxException {
    assertThat(JsonSchema.PUSH_DRY_RUN.resource())
        .isEqualTo("META-INF/modelops-bundle/json/push-dry-run.schema.json");
    URL one = JsonSchema.class.getClassLoader().getResource(JsonSchema.PUSH.resource());
    Path directory = Path.of(Objects.requireNonNull(one).toURI()).getParent();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(JsonSchema.values())
                  .map(schema -> Path.of(schema.resource()).getFileName().toString())
                  .toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void documentsAreValidWhateverTheValues(JsonSchema schema) {
    Schema validator = schema(schema);
    for (long seed = 0; seed < DRAWS; seed++) {
      JsonDocument document = Documents.draw(schema, new Values(seed));
      assertThat(document.schema()).isEqualTo(schema);
      String text = Documents.text(document);
      assertThat(validator.validate(text, InputFormat.JSON)).as(text).isEmpty();
    }
  }

  static Stream<JsonDocument> rarerDocuments() {
    Values values = new Values(1);
    return Stream.of(
        JsonDocument.cancelled(),
        JsonDocument.remove(values.removed(), RemoveOptions.defaults().withDelete()),
        JsonDocument.error(values.exception(), values.text()),
        JsonDocument.error(values.text(), values.text(), values.text(), values.details()),
        JsonDocument.manifest(Path.of("m.json"), values.content(), values.check(), List.of()),
        JsonDocument.push(values.pushResult(), values.check()),
        JsonDocument.pushPlan(values.pushPlan(), values.check()));
  }

  @ParameterizedTest
  @MethodSource("rarerDocuments")
  void rarerDocumentsAreValid(JsonDocument document) {
    assertThat(errors(document)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void schemasKnowEveryMemberAndAskForIt(JsonSchema schema) {
    Predicate<String> valid = text -> schema(schema).validate(text, InputFormat.JSON).isEmpty();
    String text = Documents.text(Documents.draw(schema, new Values(0)));
    assertThat(valid).accepts(text).rejects(text.replaceFirst("\\{", "{\"more\": 1,"), "{}");
  }

  @Test
  void detailsOfAProgramKeepTheirTypes() {
    JsonDocument document =
        JsonDocument.error(
            "usage", "no such thing", "", Map.of("line", 3, "file", Path.of("a"), "known", false));
    assertThat(errors(document)).isEmpty();
    assertThat(Documents.text(document))
        .contains(
            """
                "details": {
                  "file": "a",
                  "known": false,
                  "line": 3
                }
            """);
  }
}
