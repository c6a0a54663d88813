package io.modelops.bundle.report;

import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Explanation.Ground;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of the bundle: how large, and why they are in it. */
final class FilesSection {
  private final Content content;
  private final Links links;
  private final Html html;
  private final Map<String, String> classNames = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  FilesSection(Content content, Links links, Html html) {
    this.content = content;
    this.links = links;
    this.html = html;
    for (Model model : content.chosen()) {
      classNames.put(model.id(), model.className());
      model.files().forEach(file -> uses.merge(file, 1, Integer::sum));
    }
  }

  void write() {
    html.open("section", "id", "files").element("h2", "Files").raw("\n");
    if (content.files().isEmpty()) {
      html.element("p", "No file is in the bundle.").end();
      return;
    }
    html.tableOf("File", "Bytes", "Models", "Why it is in the bundle");
    for (Explanation each : content.files()) {
      String path = each.path();
      html.open("tr", "id", links.files().getOrDefault(path, ""));
      html.open("th", "scope", "row").element("code", path).close();
      html.element("td", size(path), "class", "number");
      html.element("td", String.valueOf(uses.getOrDefault(path, 0)), "class", "number");
      html.open("td");
      each.grounds().forEach(this::ground);
      html.close().end();
    }
    html.endTable();
    html.end();
  }

  private String size(String path) {
    ManifestContent manifest = content.manifest();
    FileEntry entry = manifest == null ? null : manifest.files().get(path);
    return entry == null ? "" : Page.grouped(entry.size());
  }

  private void ground(Ground ground) {
    html.open("div");
    switch (ground.kind()) {
      case DEFINES -> named("defines ", ground.model());
      case NEEDED -> needed(ground);
      case PATTERN -> {
        html.text("matches ").element("code", String.valueOf(ground.text()));
        named(", a pattern of ", ground.model());
      }
      case TRACKED -> html.text("was added");
      case LISTED -> html.text("manifest.json lists it");
      default -> html.text("was named");
    }
    html.close();
  }

  private void named(String text, @Nullable String model) {
    html.text(text);
    if (model != null) {
      links.model(html, model, classNames.getOrDefault(model, ""));
    }
  }

  private void needed(Ground ground) {
    List<Step> steps = ground.steps();
    if (steps.size() < 2) {
      named("needed by ", ground.model());
      if (!steps.isEmpty()) {
        html.text(": ").text(sentence(steps.get(0), null));
      }
      return;
    }
    html.open("details").open("summary");
    html.text("needed by ").element("code", String.valueOf(ground.model()));
    html.text(", in " + steps.size() + " steps").close().open("ol");
    String from = null;
    for (Step step : steps) {
      html.element("li", sentence(step, from));
      from = step.file();
    }
    html.close().close();
  }

  /**
   * A step in words.
   *
   * @param from the file where it begins, if that is not the model's own
   */
  private static String sentence(Step step, @Nullable String from) {
    String start =
        step.place() != null ? step.place().toString() : from == null ? "its file" : from;
    return start
        + switch (step.kind()) {
          case IMPORT -> " imports ";
          case PACKAGE_OF_IMPORT -> " imports from the package of ";
          case PACKAGE -> " is in the package of ";
          case BASE -> " has a class whose base comes from ";
          case STUB -> " loads what it finds in ";
        }
        + step.file();
  }
}
