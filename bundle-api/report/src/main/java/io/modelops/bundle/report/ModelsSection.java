package io.modelops.bundle.report;

import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Model.DataHint;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.SourceValue;
import io.modelops.bundle.value.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Models and classes that are none: what they are, why, and what is known of them. */
final class ModelsSection {
  /** Values that are longer are cut. */
  private static final int MAX_VALUE = 200;

  /** A longer list of files is told once, and by other models that have the same by name. */
  private static final int MAX_REPEATED = 8;

  private final Content content;
  private final Links links;
  private final Html html;
  private final Map<List<String>, Model> told = new HashMap<>();

  ModelsSection(Content content, Links links, Html html) {
    this.content = content;
    this.links = links;
    this.html = html;
  }

  void models() {
    html.open("section", "id", "models").element("h2", "Models").raw("\n");
    if (content.chosen().isEmpty()) {
      html.element("p", "No model is in the bundle.");
      if (content.models().isEmpty() && content.suggestions().isEmpty()) {
        html.element(
            "p",
            "No rule finds one. Functions and scripts are not named unless a rule asks for them.");
      }
    } else {
      html.raw(
          """
          <p class="script" hidden><label>Filter <input type="search" id="filter"></label>
          <span id="filter-count" role="status"></span></p>
          """);
    }
    content.chosen().forEach(this::model);
    if (!content.models().isEmpty()) {
      html.element("h3", "Models that are not in the bundle");
      content.models().forEach(this::model);
    }
    html.end();
  }

  void others() {
    if (!content.others().isEmpty()) {
      html.open("section", "id", "others").element("h2", "Not models").raw("\n");
      html.element("p", "Classes that have something of a model, and why they are none.");
      content.others().forEach(this::model);
      html.end();
    }
  }

  private void model(Model model) {
    html.open(
        "details", "class", "model", "id", links.models().getOrDefault(model.className(), ""));
    html.open("summary").element("code", model.id());
    badge(model.verdict() == Verdict.MODEL ? null : words(model.verdict()));
    badge(model.kind() == Model.Kind.FUNCTION ? "function" : null);
    int parameters = model.parameters().size();
    badge(parameters == 0 ? null : Page.count(parameters, "parameter"));
    html.element("span", text(model.doc()), "class", "doc").end();
    if (!model.id().equals(model.className())) {
      fact("Class", model.className());
    }
    html.open("p").text("Defined in ");
    links.place(html, model.location());
    if (!model.bases().isEmpty()) {
      html.text(", derives from ").element("code", String.join(", ", model.bases()));
    }
    html.text(".").end();
    reasons(model);
    parameters(model.parameters());
    methods("Outputs", model.outputs());
    methods("Scenarios", model.scenarios());
    requirements(model.requirements());
    files(model);
    hints(model.dataHints());
    html.end();
  }

  private void badge(@Nullable String text) {
    if (text != null) {
      html.text(" ").element("span", text, "class", "badge");
    }
  }

  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void fact(String name, String value) {
    html.open("p").text(name + " ").element("code", value).end();
  }

  private void reasons(Model model) {
    boolean holds = model.verdict() == Verdict.MODEL;
    html.element("h4", holds ? "Why it is a model" : "Why it is no model");
    html.open("ul");
    if (model.rule() != null) {
      html.open("li").text(holds ? "rule " : "nearest rule ").element("code", model.rule()).end();
    }
    model.reasons().stream()
        .map(Reason::text)
        .distinct()
        .forEach(text -> html.element("li", text).raw("\n"));
    html.end();
  }

  private void parameters(List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      html.element("h4", "Parameters (" + parameters.size() + ")");
      html.tableOf("Name", "Default", "From", "To", "Type", "Description", "Named in");
      for (Parameter each : parameters) {
        html.open("tr").open("th", "scope", "row").element("code", each.name()).close();
        value(each.defaultValue());
        value(each.lower());
        value(each.upper());
        html.open("td");
        if (each.kind() != null) {
          html.element("code", cut(each.kind()));
        }
        html.close().element("td", text(each.doc())).open("td");
        links.place(html, each.location());
        html.close().end();
      }
      html.endTable();
    }
  }

  private void value(@Nullable SourceValue value) {
    html.open("td");
    if (value != null) {
      html.element("code", cut(value.text()));
      if (value.computed()) {
        html.text(" ").element("em", "computed");
      }
    }
    html.close();
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_VALUE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_VALUE)) + "…";
  }

  private void methods(String title, List<DecoratedMethod> methods) {
    if (!methods.isEmpty()) {
      html.element("h4", title).open("ul");
      for (DecoratedMethod each : methods) {
        html.open("li").element("code", each.name()).text(", ");
        links.place(html, each.location());
        html.text(each.doc() == null ? "" : ": " + each.doc()).end();
      }
      html.end();
    }
  }

  private void requirements(List<Requirement> requirements) {
    if (!requirements.isEmpty()) {
      html.element("h4", "Needs from outside the project").open("ul");
      for (Requirement each : requirements) {
        html.open("li").element("code", each.distribution() + text(each.specifier()));
        html.text(each.locked() == null ? "" : ", locked " + each.locked());
        html.text(
            switch (each.state()) {
              case DECLARED -> "";
              case EXTRA -> ", an extra";
              case UNDECLARED -> ", undeclared";
            });
        html.end();
      }
      html.end();
    }
  }

  private void files(Model model) {
    List<String> files = model.files();
    if (files.isEmpty()) {
      return;
    }
    html.element("h4", "Files (" + files.size() + ")");
    Model same = files.size() > MAX_REPEATED ? told.putIfAbsent(files, model) : null;
    if (same != null) {
      html.open("p").text("the same as of ");
      links.model(html, same.id(), same.className());
      html.end();
      return;
    }
    html.open("ul", "class", "files");
    for (String file : files) {
      html.open("li");
      links.file(html, file);
      html.end();
    }
    html.end();
  }

  private void hints(List<DataHint> hints) {
    Set<String> seen = new HashSet<>();
    List<DataHint> missing =
        hints.stream()
            .filter(each -> !links.files().containsKey(each.path()) && seen.add(each.path()))
            .toList();
    if (!missing.isEmpty()) {
      html.element("h4", "Data it mentions that is not in the bundle").open("ul");
      for (DataHint each : missing) {
        html.open("li").element("code", each.path()).text(", ");
        links.place(html, each.mentioned());
        html.end();
      }
      html.end();
    }
  }
}
