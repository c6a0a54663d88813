package io.modelops.bundle.cli;

import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.Suggestion.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** What models may be that were not found, for people. */
final class Suggestions {
  private final List<Suggestion> all;

  Suggestions(List<Suggestion> all) {
    this.all = List.copyOf(all);
  }

  List<Suggestion> all() {
    return all;
  }

  /** The options that find the likeliest ones, with a blank before them; empty if none do. */
  String options() {
    return of(Kind.BASE).stream().findFirst().map(Suggestions::option).orElse("");
  }

  private static boolean isBase(Suggestion each) {
    return each.kind() == Kind.BASE || each.kind() == Kind.OTHER_BASE;
  }

  private static String option(Suggestion base) {
    return base.preset() == null
        ? " --subclass-of " + Text.shell(base.name())
        : " --rule " + base.preset();
  }

  void show(Console console) {
    if (of(Kind.BASE).isEmpty()) {
      showCalls(console);
    }
    for (Suggestion each : all) {
      if (isBase(each)) {
        String derive =
            each.count() == 1 ? "1 class derives from " : each.count() + " classes derive from ";
        console.message(Text.show(derive + dotted(each) + places(each) + ":" + option(each)));
      }
    }
    List<Suggestion> general = of(Kind.GENERAL_BASE);
    if (!general.isEmpty()) {
      String bases =
          general.stream()
              .map(each -> dotted(each) + " (" + each.count() + ")")
              .collect(Collectors.joining(", "));
      console.message(Text.show("Other classes derive from general libraries: " + bases + "."));
    }
  }

  private void showCalls(Console console) {
    List<Suggestion> calls = of(Kind.CALL);
    if (calls.isEmpty()) {
      console.message("No class derives from what looks like the class of a model.");
    }
    for (Suggestion each : calls) {
      String use = Text.count(each.count(), "file") + (each.count() == 1 ? " uses " : " use ");
      console.message(Text.show(use + dotted(each) + places(each)));
    }
    console.message("The models may be functions or scripts, which discovery does not name.");
  }

  private List<Suggestion> of(Kind kind) {
    return all.stream().filter(each -> each.kind() == kind).toList();
  }

  private static String dotted(Suggestion each) {
    return each.name().replace(':', '.');
  }

  private static String places(Suggestion each) {
    SourceRange first = each.examples().get(0);
    return each.count() == 1 ? ", " + first : ", such as " + first;
  }
}
