package io.modelops.bundle.cli;

import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The library's values as they stand in JSON answers; the schemas beside this class hold. */
final class Shapes {
  private static final String TITLE = "org.opencontainers.image.title";

  private Shapes() {}

  static List<?> models(Collection<Model> models) {
    return models.stream().map(Shapes::model).toList();
  }

  private static Object model(Model model) {
    return Json.object(
        "id", model.id(),
        "class", model.className(),
        "file", model.location().file(),
        "line", model.location().line(),
        "endLine", model.location().endLine(),
        "verdict", model.verdict(),
        "doc", model.doc(),
        "reasons", model.reasons().stream().map(Shapes::reason).toList(),
        "bases", model.bases(),
        "files", model.files(),
        "dataHints", model.dataHints().stream().map(Model.DataHint::path).distinct().toList());
  }

  private static Object reason(Reason reason) {
    return Json.object(
        "method", reason.method(),
        "from", reason.from(),
        "file", reason.location() == null ? null : reason.location().file(),
        "line", reason.location() == null ? null : reason.location().line(),
        "signature", reason.signature(),
        "text", reason.text());
  }

  static List<?> issues(Collection<Issue> issues) {
    return issues.stream().map(Shapes::issue).toList();
  }

  private static Object issue(Issue issue) {
    return Json.object(
        "severity", issue.severity(),
        "code", issue.code(),
        "file", issue.file(),
        "line", issue.line(),
        "column", issue.column(),
        "message", issue.message());
  }

  static List<?> files(ManifestContent content) {
    return content.files().entrySet().stream()
        .map(
            file ->
                Json.object(
                    "path", file.getKey(),
                    "sha256", file.getValue().digest().hex(),
                    "size", file.getValue().size()))
        .toList();
  }

  static List<?> bundledModels(ManifestContent content) {
    return content.models().entrySet().stream()
        .map(
            model ->
                Json.object(
                    "id", model.getKey(),
                    "class", model.getValue().className(),
                    "digest", model.getValue().digest(),
                    "files", model.getValue().files()))
        .toList();
  }

  static Object changes(ManifestDifference.Changes changes) {
    return Json.object(
        "added", changes.added(), "removed", changes.removed(), "changed", changes.changed());
  }

  static Object changes(SortedMap<String, ManifestDifference.Changes> byModel) {
    Map<String, Object> all = new LinkedHashMap<>();
    byModel.forEach((id, changes) -> all.put(id, changes(changes)));
    return all;
  }

  static List<?> blobs(Collection<Descriptor> blobs) {
    return blobs.stream().map(Shapes::blob).toList();
  }

  private static Object blob(Descriptor blob) {
    return Json.object(
        "digest", blob.digest(),
        "size", blob.size(),
        "mediaType", blob.mediaType(),
        "title", blob.annotations().get(TITLE));
  }
}
