package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.json.ModelReport;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ModelDifference;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the models of the project differ from others, for people. */
final class ModelsScreen {
  private final Invocation invocation;
  private final Console console;

  ModelsScreen(Invocation invocation) {
    this.invocation = invocation;
    this.console = invocation.console();
  }

  /**
   * @param other a directory, or a file that holds an answer of {@code discover --json}
   */
  Status compare(String other) {
    Path path = Invocation.path(invocation.directory(), other).normalize();
    List<Model> before =
        Files.isDirectory(path) ? invocation.open(path).discover().models() : kept(path, other);
    ModelDifference difference = invocation.project().discover().difference(before);
    console.document(JsonDocument.diffModels(difference));
    console.line("from  " + Text.show(other));
    console.line("to    this project");
    if (difference.isEmpty()) {
      console.message("No difference.");
    } else {
      console.line("");
      show(difference);
    }
    return Status.DONE;
  }

  private static List<Model> kept(Path file, String typed) {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelReport.models(in).stream()
          .filter(model -> model.verdict() == Verdict.MODEL)
          .toList();
    } catch (IOException e) {
      throw CommandException.usage(
          Text.show(typed) + " cannot be compared: " + Text.show(String.valueOf(e.getMessage())),
          "name a directory, or a file made by: modelops-bundle discover --json > FILE");
    }
  }

  /** Null if one side has no report. */
  static @Nullable ModelDifference difference(
      @Nullable List<Model> before, @Nullable List<Model> after) {
    return before == null || after == null ? null : ModelDifference.between(before, after);
  }

  void show(ModelDifference difference) {
    Style style = console.style();
    difference.added().forEach(id -> line(style.good("added   "), id));
    difference.removed().forEach(id -> line(style.bad("removed "), id));
    difference
        .changed()
        .forEach(
            (id, changes) -> {
              line("changed ", id);
              changes.forEach(each -> console.text(6, Text.show(each)));
            });
  }

  private void line(String label, String id) {
    console.line("  " + label + " " + Text.show(id));
  }
}
