package io.modelops.bundle.cli;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
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
    boolean shown = all || explain;
    long similar = others.stream().filter(each -> shown || isSimilar(each)).count();
    console.message(summary(models.size(), (int) similar, shown));
    String environment = discovery.environment();
    if (environment != null) {
      console.message("This holds with what is installed in " + Text.show(environment) + ".");
    }
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
      model.reasons().stream().map(Reason::text).distinct().forEach(text -> detail(4, text));
      ModelLines lines = new ModelLines(console);
      lines.contents(model);
      lines.list("files", model.files());
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
      lines.requirements(model);
    }
  }

  private void showOther(Model model) {
    String verdict = model.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String id = "  " + Text.show(model.id());
    console.line(id + console.gap(id, verdict) + style.faint(verdict));
    model.reasons().stream().map(Reason::text).distinct().forEach(text -> detail(6, text));
  }

  /** Whether something of a model is there, and not only a base that may bring it. */
  private static boolean isSimilar(Model candidate) {
    return candidate.verdict() != Verdict.UNRESOLVED
        || candidate.reasons().stream()
            .anyMatch(reason -> reason.method() != null && reason.location() != null);
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
