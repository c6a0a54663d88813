package io.modelops.bundle.cli;

import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.SourceValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model consists of, in lines below its name. */
final class ModelLines {
  /** Values that are longer are not shown. */
  private static final int LONG = 40;

  private final Console console;

  ModelLines(Console console) {
    this.console = console;
  }

  void show(Model model) {
    contents(model);
    requirements(model);
  }

  /** Parameters, outputs and scenarios. */
  void contents(Model model) {
    list("parameters", model.parameters().stream().map(ModelLines::parameter).toList());
    list("outputs", model.outputs().stream().map(DecoratedMethod::name).toList());
    list("scenarios", model.scenarios().stream().map(DecoratedMethod::name).toList());
  }

  /** What it needs from outside the project. */
  void requirements(Model model) {
    list("needs", model.requirements().stream().map(ModelLines::needed).distinct().toList());
  }

  void list(String what, List<String> names) {
    if (!names.isEmpty()) {
      console.text(4, Text.show(what + ": " + String.join(", ", names)));
    }
  }

  /** With its default, or else its bounds. */
  private static String parameter(Parameter parameter) {
    SourceValue value = parameter.defaultValue();
    if (value != null) {
      return parameter.name() + " = " + (value.text().length() > LONG ? "..." : value.text());
    }
    SourceValue lower = parameter.lower();
    SourceValue upper = parameter.upper();
    return lower == null || upper == null
        ? parameter.name()
        : parameter.name() + " in " + lower.text() + " to " + upper.text();
  }

  private static String needed(Requirement requirement) {
    String specifier = requirement.specifier();
    String name = requirement.distribution() + (specifier == null ? "" : specifier);
    String state =
        switch (requirement.state()) {
          case DECLARED -> "";
          case EXTRA -> "an extra";
          case UNDECLARED -> "undeclared";
        };
    String locked = requirement.locked() == null ? "" : "locked " + requirement.locked();
    String installed =
        requirement.installed() == null ? "" : "installed " + requirement.installed();
    String more =
        Stream.of(state, locked, installed)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return more.isEmpty() ? name : name + " (" + more + ")";
  }
}
