package io.modelops.bundle.json;

import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Explanation.Ground;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ModelDifference;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import io.modelops.bundle.value.Suggestion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What discovery finds. */
final class DiscoveryShapes {
  private DiscoveryShapes() {}

  static void discover(
      JsonWriter json,
      List<Model> models,
      List<Issue> issues,
      @Nullable List<Suggestion> suggestions,
      @Nullable List<String> selected,
      @Nullable SettingsChange saved,
      @Nullable String environment)
      throws IOException {
    json.objects("models", models, DiscoveryShapes::model)
        .objects("issues", issues, DiscoveryShapes::issue);
    if (suggestions != null) {
      json.objects("suggestions", suggestions, DiscoveryShapes::suggestion);
    }
    if (selected != null) {
      json.texts("selected", selected);
    }
    if (environment != null) {
      json.text("environment", environment);
    }
    if (saved != null) {
      json.texts("saved", saved.added().stream().map(Model::id).toList())
          .texts("removed", saved.removed().stream().map(ModelSetting::id).toList());
    }
  }

  static void model(JsonWriter json, Model model) throws IOException {
    json.text("id", model.id())
        .text("class", model.className())
        .text("kind", model.kind())
        .text("file", model.location().file())
        .number("line", model.location().line())
        .number("endLine", model.location().endLine())
        .text("verdict", model.verdict())
        .text("rule", model.rule())
        .text("doc", model.doc())
        .objects("reasons", model.reasons(), DiscoveryShapes::reason)
        .texts("bases", model.bases())
        .texts("files", model.files())
        .texts(
            "dataHints", model.dataHints().stream().map(Model.DataHint::path).distinct().toList())
        .objects("parameters", model.parameters(), DiscoveryShapes::parameter)
        .objects("outputs", model.outputs(), DiscoveryShapes::method)
        .objects("scenarios", model.scenarios(), DiscoveryShapes::method)
        .objects("requirements", model.requirements(), DiscoveryShapes::requirement);
  }

  static void difference(JsonWriter json, ModelDifference difference) throws IOException {
    json.texts("added", difference.added())
        .texts("removed", difference.removed())
        .objects("changed", difference.changed().entrySet(), DiscoveryShapes::changed);
  }

  private static void changed(JsonWriter json, Map.Entry<String, List<String>> model)
      throws IOException {
    json.text("id", model.getKey()).texts("changes", model.getValue());
  }

  private static void parameter(JsonWriter json, Parameter parameter) throws IOException {
    json.text("name", parameter.name())
        .word("origin", parameter.origin())
        .text("kind", parameter.kind());
    value(json, "default", parameter.defaultValue());
    value(json, "lower", parameter.lower());
    value(json, "upper", parameter.upper());
    json.text("doc", parameter.doc())
        .text("file", parameter.location().file())
        .number("line", parameter.location().line());
  }

  private static void value(JsonWriter json, String name, @Nullable SourceValue value)
      throws IOException {
    if (value == null) {
      json.text(name, null);
    } else {
      json.object(
          name,
          parts ->
              parts
                  .text("text", value.text())
                  .plain("value", value.plain())
                  .truth("computed", value.computed()));
    }
  }

  private static void method(JsonWriter json, DecoratedMethod method) throws IOException {
    json.text("name", method.name())
        .text("method", method.method())
        .text("file", method.location().file())
        .number("line", method.location().line())
        .number("endLine", method.location().endLine())
        .text("doc", method.doc());
  }

  private static void requirement(JsonWriter json, Requirement requirement) throws IOException {
    SourceRange declared = requirement.declared();
    json.text("module", requirement.module())
        .text("distribution", requirement.distribution())
        .text("state", requirement.state())
        .text("specifier", requirement.specifier())
        .text("file", declared == null ? null : declared.file())
        .number("line", declared == null ? null : declared.line())
        .text("locked", requirement.locked());
    if (requirement.installed() != null) {
      json.text("installed", requirement.installed());
    }
  }

  private static void reason(JsonWriter json, Reason reason) throws IOException {
    SourceRange location = reason.location();
    json.text("method", reason.method())
        .text("from", reason.from())
        .text("file", location == null ? null : location.file())
        .number("line", location == null ? null : location.line())
        .text("signature", reason.signature())
        .text("text", reason.text());
    if (reason.installed() != null) {
      json.text("installed", reason.installed());
    }
  }

  private static void suggestion(JsonWriter json, Suggestion suggestion) throws IOException {
    json.text("kind", suggestion.kind())
        .text("name", suggestion.name())
        .number("count", suggestion.count())
        .text("rule", suggestion.preset())
        .objects("examples", suggestion.examples(), DiscoveryShapes::place);
  }

  private static void place(JsonWriter json, SourceRange place) throws IOException {
    json.text("file", place.file()).number("line", place.line());
  }

  static void why(JsonWriter json, Explanation explanation) throws IOException {
    json.text("file", explanation.path())
        .truth("bundled", explanation.isBundled())
        .objects("reasons", explanation.grounds(), DiscoveryShapes::ground);
  }

  private static void ground(JsonWriter json, Ground ground) throws IOException {
    json.word("kind", ground.kind()).text("model", ground.model()).text("text", ground.text());
    place(json, "file", ground.place());
    json.objects("steps", ground.steps(), DiscoveryShapes::step);
  }

  private static void step(JsonWriter json, Step step) throws IOException {
    json.word("kind", step.kind());
    place(json, "from", step.place());
    json.text("to", step.file());
  }

  private static void place(JsonWriter json, String file, @Nullable SourceRange place)
      throws IOException {
    json.text(file, place == null ? null : place.file())
        .number("line", place == null ? null : place.line());
  }

  static void issue(JsonWriter json, Issue issue) throws IOException {
    json.text("severity", issue.severity())
        .text("code", issue.code())
        .text("file", issue.file())
        .number("line", issue.line())
        .number("column", issue.column())
        .text("message", issue.message());
  }
}
