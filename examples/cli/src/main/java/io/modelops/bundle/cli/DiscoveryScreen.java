package io.modelops.bundle.cli;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What discovery found, for people. */
final class DiscoveryScreen {
  private final Console console;
  private final Style style;

  DiscoveryScreen(Console console) {
    this.console = console;
    this.style = console.style();
  }

  void show(Discovery discovery, boolean all, boolean explain) {
    List<Model> models = discovery.models();
    List<Model> others =
        discovery.candidates().stream().filter(m -> m.verdict() != Verdict.MODEL).toList();
    int width = Text.width(models.stream().map(Model::id).toList());
    models.forEach(model -> show(model, width, explain));
    if ((all || explain) && !others.isEmpty()) {
      console.line("");
      console.line("Not models:");
      others.forEach(this::showOther);
    }
    console.message(summary(models.size(), others.size(), all || explain));
    List<Issue> notes =
        discovery.issues().stream().filter(i -> i.severity() == Issue.Severity.INFO).toList();
    if (explain) {
      notes.forEach(note -> console.note(Text.show(note.toString())));
    } else {
      count(notes, models);
    }
  }

  /** What concerns no model is told only if an explanation is asked for. */
  private void count(List<Issue> notes, List<Model> models) {
    Set<String> files =
        models.stream().flatMap(m -> m.files().stream()).collect(Collectors.toSet());
    long count = notes.stream().filter(note -> files.contains(note.file())).count();
    if (count > 0) {
      console.message(Text.count(count, "note") + " on the files of models; see --explain.");
    }
  }

  private void show(Model model, int width, boolean explain) {
    String id = Text.show(model.id());
    String padded = Text.pad(id, Math.min(width, 44));
    String place = Text.show(model.location().toString());
    String gap = console.gap(padded, place);
    console.line(style.bold(gap.startsWith("\n") ? id : padded) + gap + style.faint(place));
    if (explain) {
      model.reasons().stream().map(Reason::text).forEach(text -> detail(4, text));
      detail(4, "files: " + String.join(", ", model.files()));
      model.dataHints().stream()
          .map(
              hint ->
                  "mentions "
                      + hint.path()
                      + ", "
                      + hint.mentioned()
                      + "; add it if the model needs it")
          .distinct()
          .forEach(text -> detail(4, text));
      if (!model.requirements().isEmpty()) {
        detail(
            4,
            model.requirements().stream()
                .map(DiscoveryScreen::needed)
                .distinct()
                .collect(Collectors.joining(", ", "needs: ", "")));
      }
    }
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
    String more = state + (state.isEmpty() || locked.isEmpty() ? "" : ", ") + locked;
    return more.isEmpty() ? name : name + " (" + more + ")";
  }

  private void showOther(Model model) {
    String verdict = model.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String id = "  " + Text.show(model.id());
    console.line(id + console.gap(id, verdict) + style.faint(verdict));
    model.reasons().stream().map(Reason::text).forEach(text -> detail(6, text));
  }

  private void detail(int column, String text) {
    console.text(column, Text.show(text));
  }

  private static String summary(int models, int others, boolean shown) {
    String found = models == 0 ? "No models found" : Text.count(models, "model") + " found";
    if (others == 0 || shown) {
      return found + ".";
    }
    return found
        + ". "
        + (others == 1 ? "1 other class looks" : Text.grouped(others) + " other classes look")
        + " similar; see --explain.";
  }
}
