package io.modelops.bundle.report;

import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Suggestion;
import java.util.List;

/** What is wrong, and what could be done where no model was found. */
final class ProblemsSection {
  private final Content content;
  private final Html html;

  ProblemsSection(Content content, Html html) {
    this.content = content;
    this.html = html;
  }

  static boolean isProblem(Issue issue) {
    return issue.severity() != Severity.INFO;
  }

  void problems() {
    html.open("section", "id", "problems").element("h2", "Problems").raw("\n");
    if (content.fault() != null) {
      html.open("p", "class", "bad").text("The bundle cannot be made: " + content.fault()).end();
    }
    List<Issue> problems = content.issues().stream().filter(ProblemsSection::isProblem).toList();
    if (problems.isEmpty()) {
      html.element("p", "Nothing is wrong in what was read.").raw("\n");
    } else {
      table(problems);
    }
    List<Issue> notes = content.issues().stream().filter(each -> !isProblem(each)).toList();
    if (!notes.isEmpty()) {
      html.open("details").open("summary");
      html.text(Page.count(notes.size(), "note") + " on what is no fault").end();
      table(notes);
      html.end();
    }
    html.end();
  }

  private void table(List<Issue> issues) {
    html.tableOf("", "Place", "Message", "Code");
    for (Issue each : issues) {
      html.open("tr").element("td", ModelsSection.words(each.severity()));
      String line = each.line() == 0 ? "" : ":" + each.line();
      String column = each.column() == 0 ? "" : ":" + each.column();
      html.open("td").element("code", each.file() + line + column).close();
      html.element("td", each.message()).open("td").element("code", each.code()).close().end();
    }
    html.endTable();
  }

  void suggestions() {
    if (content.suggestions().isEmpty()) {
      return;
    }
    html.open("section", "id", "suggestions").element("h2", "What the models may be");
    html.element("p", "No rule finds a model here. What the sources hint at:").open("ul");
    content.suggestions().forEach(this::suggestion);
    html.close();
    html.open("p").text("Rules are named in pyproject.toml, for example:").close();
    html.open("pre");
    snippet().forEach(line -> html.text(line).raw("\n"));
    html.close().end();
  }

  private void suggestion(Suggestion each) {
    boolean one = each.count() == 1;
    String what =
        switch (each.kind()) {
          case BASE, OTHER_BASE -> one ? " class derives from " : " classes derive from ";
          case GENERAL_BASE ->
              (one ? " class derives" : " classes derive") + " from the general library's ";
          case CALL -> one ? " file uses " : " files use ";
        };
    html.open("li").text(Page.grouped(each.count()) + what);
    html.element("code", each.name().replace(':', '.'));
    String at = one ? ", " : ", such as ";
    for (SourceRange place : each.examples()) {
      html.text(at).element("code", place.toString());
      at = ", ";
    }
    if (each.preset() != null) {
      html.text("; the rule ").element("code", each.preset()).text(" finds them");
    }
    html.end();
  }

  /** The likeliest one as a rule, or, where that is not known, what a rule looks like. */
  private List<String> snippet() {
    Suggestion first = content.suggestions().get(0);
    if (first.preset() != null) {
      return List.of("[tool.modelops-bundle.discovery]", "rules = [\"" + first.preset() + "\"]");
    }
    String base = first.kind() == Suggestion.Kind.CALL ? "package.module:Name" : first.name();
    return List.of(
        "[[tool.modelops-bundle.discovery.rule]]",
        "name = \"models\"",
        "subclass-of = [\"" + base + "\"]");
  }
}
