package io.modelops.bundle.json;

import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.SourceRange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What discovery finds. */
final class DiscoveryShapes {
  private DiscoveryShapes() {}

  static void discover(
      JsonWriter json,
      List<Model> models,
      List<Issue> issues,
      @Nullable List<String> selected,
      @Nullable SettingsChange saved)
      throws IOException {
    json.objects("models", models, DiscoveryShapes::model)
        .objects("issues", issues, DiscoveryShapes::issue);
    if (selected != null) {
      json.texts("selected", selected);
    }
    if (saved != null) {
      json.texts("saved", saved.added().stream().map(Model::id).toList())
          .texts("removed", saved.removed().stream().map(ModelSetting::id).toList());
    }
  }

  private static void model(JsonWriter json, Model model) throws IOException {
    json.text("id", model.id())
        .text("class", model.className())
        .text("file", model.location().file())
        .number("line", model.location().line())
        .number("endLine", model.location().endLine())
        .text("verdict", model.verdict())
        .text("doc", model.doc())
        .objects("reasons", model.reasons(), DiscoveryShapes::reason)
        .texts("bases", model.bases())
        .texts("files", model.files())
        .texts(
            "dataHints", model.dataHints().stream().map(Model.DataHint::path).distinct().toList())
        .objects("requirements", model.requirements(), DiscoveryShapes::requirement);
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
  }

  private static void reason(JsonWriter json, Reason reason) throws IOException {
    SourceRange location = reason.location();
    json.text("method", reason.method())
        .text("from", reason.from())
        .text("file", location == null ? null : location.file())
        .number("line", location == null ? null : location.line())
        .text("signature", reason.signature())
        .text("text", reason.text());
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
