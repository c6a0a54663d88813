package io.modelops.bundle.cli;

import io.modelops.bundle.value.ManifestDifference.Changes;
import java.util.List;

/** Models and files that differ, for people. */
final class ChangesScreen {
  private final Console console;

  ChangesScreen(Console console) {
    this.console = console;
  }

  void show(Changes models, Changes files) {
    show("model", models);
    show("file", files);
  }

  private void show(String what, Changes changes) {
    Style style = console.style();
    lines(changes.added(), style.good("added   "), what);
    lines(changes.removed(), style.bad("removed "), what);
    lines(changes.changed(), "changed ", what);
  }

  private void lines(List<String> names, String label, String what) {
    names.forEach(
        name -> console.line("  " + label + " " + Text.pad(what, 5) + "  " + Text.show(name)));
  }
}
