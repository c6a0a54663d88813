package io.modelops.bundle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.modelops.bundle.Referrers;
import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the models of a document that {@link JsonDocument#discover} made. */
public final class ModelReport {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private ModelReport() {}

  /**
   * The models, and the other classes that it may hold. Members that are missing count as empty,
   * and unknown ones do not count, so reports of other versions can be read. Columns are not in a
   * report: they are 1. Data hints are not read.
   *
   * @param in UTF-8; stays open
   * @throws IOException if it cannot be read, or is no such report
   */
  public static List<Model> models(InputStream in) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || !(value(parser) instanceof Map<?, ?> report)
          || !(report.get("models") instanceof List<?>)) {
        throw new IOException("not a report of discover: it has no models");
      }
      return objects(report, "models").stream().map(ModelReport::model).toList();
    } catch (JsonProcessingException e) {
      throw new IOException("not a report of discover: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a report of discover: " + e.getMessage(), e);
    }
  }

  /**
   * The models that the report beside a bundle tells of: {@link Description#report}. Of several
   * reports it is the first that is listed.
   *
   * @param listed what refers to the bundle
   * @return empty if no report is attached
   * @throws IOException as of {@link #models(InputStream)}
   */
  public static Optional<List<Model>> of(Referrers referrers, List<Descriptor> listed)
      throws IOException {
    for (Descriptor report : listed) {
      if (!Description.Type.REPORT.artifactType().equals(report.artifactType())) {
        continue;
      }
      for (Descriptor content : referrers.contents(report.digest())) {
        try (InputStream in = referrers.open(report.digest(), content)) {
          return Optional.of(models(in));
        }
      }
    }
    return Optional.empty();
  }

  /** The value at the parser's token: maps, lists, texts, numbers, booleans. */
  private static @Nullable Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, value(parser));
        }
        return members;
      }
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        return elements;
      }
      case VALUE_STRING -> {
        return parser.getText();
      }
      case VALUE_NUMBER_INT -> {
        return parser.getLongValue();
      }
      case VALUE_NUMBER_FLOAT -> {
        return parser.getDoubleValue();
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return parser.getBooleanValue();
      }
      default -> {
        return null;
      }
    }
  }

  private static Model model(Map<?, ?> model) {
    return Model.of(text(model, "class"), Verdict.valueOf(text(model, "verdict")), range(model))
        .withId(text(model, "id"))
        .withKind(
            "FUNCTION".equals(textOrNull(model, "kind")) ? Model.Kind.FUNCTION : Model.Kind.CLASS)
        .withRule(textOrNull(model, "rule"))
        .withDoc(textOrNull(model, "doc"))
        .withReasons(objects(model, "reasons").stream().map(ModelReport::reason).toList())
        .withBases(texts(model, "bases"))
        .withFiles(texts(model, "files"))
        .withParameters(objects(model, "parameters").stream().map(ModelReport::parameter).toList())
        .withOutputs(objects(model, "outputs").stream().map(ModelReport::method).toList())
        .withScenarios(objects(model, "scenarios").stream().map(ModelReport::method).toList())
        .withRequirements(
            objects(model, "requirements").stream().map(ModelReport::requirement).toList());
  }

  private static Requirement requirement(Map<?, ?> requirement) {
    return Requirement.of(
            text(requirement, "module"),
            text(requirement, "distribution"),
            Requirement.State.valueOf(text(requirement, "state")))
        .withSpecifier(textOrNull(requirement, "specifier"))
        .withDeclared(requirement.get("file") == null ? null : range(requirement))
        .withLocked(textOrNull(requirement, "locked"))
        .withInstalled(textOrNull(requirement, "installed"));
  }

  private static Reason reason(Map<?, ?> reason) {
    return Reason.of(text(reason, "text"))
        .withMethod(textOrNull(reason, "method"))
        .withFrom(textOrNull(reason, "from"))
        .withSignature(textOrNull(reason, "signature"))
        .withInstalled(textOrNull(reason, "installed"))
        .withLocation(reason.get("file") == null ? null : range(reason));
  }

  private static Parameter parameter(Map<?, ?> parameter) {
    String origin = text(parameter, "origin").toUpperCase(Locale.ROOT);
    return Parameter.of(text(parameter, "name"), Parameter.Origin.valueOf(origin), range(parameter))
        .withKind(textOrNull(parameter, "kind"))
        .withDefault(sourceValue(parameter.get("default")))
        .withBounds(sourceValue(parameter.get("lower")), sourceValue(parameter.get("upper")))
        .withDoc(textOrNull(parameter, "doc"));
  }

  private static @Nullable SourceValue sourceValue(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> parts)) {
      return null;
    }
    return Boolean.TRUE.equals(parts.get("computed"))
        ? SourceValue.computed(text(parts, "text"))
        : SourceValue.literal(text(parts, "text")).withPlain(parts.get("value"));
  }

  private static DecoratedMethod method(Map<?, ?> method) {
    return DecoratedMethod.of(text(method, "name"), text(method, "method"), range(method))
        .withDoc(textOrNull(method, "doc"));
  }

  private static SourceRange range(Map<?, ?> members) {
    int line = number(members, "line", 1);
    return new SourceRange(text(members, "file"), line, 1, number(members, "endLine", line));
  }

  private static int number(Map<?, ?> members, String name, int otherwise) {
    return members.get(name) instanceof Long number ? Math.toIntExact(number) : otherwise;
  }

  private static String text(Map<?, ?> members, String name) {
    String text = textOrNull(members, name);
    if (text == null) {
      throw new IllegalArgumentException("it has no " + name + " where one is expected");
    }
    return text;
  }

  private static @Nullable String textOrNull(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  private static List<String> texts(Map<?, ?> members, String name) {
    return elements(members, name, String.class);
  }

  @SuppressWarnings("rawtypes") // there is no class of the other kind
  private static List<? extends Map<?, ?>> objects(Map<?, ?> members, String name) {
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Map each : elements(members, name, Map.class)) {
      objects.add(each);
    }
    return objects;
  }

  private static <T> List<T> elements(Map<?, ?> members, String name, Class<T> type) {
    return members.get(name) instanceof List<?> all
        ? all.stream().filter(type::isInstance).map(type::cast).toList()
        : List.of();
  }
}
