package io.modelops.bundle.cli;

import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.ManifestDifference.Changes;
import java.util.List;
import java.util.stream.Stream;

/** Models and files that differ, for people. */
final class ChangesScreen {
  private final Console console;
  private final LineEndings endings;

  ChangesScreen(Console console, LineEndings endings) {
    this.console = console;
    this.endings = endings;
  }

  void show(ManifestDifference difference) {
    show("model", difference.models());
    show("file", difference.files());
    List<String> changed = difference.models().changed();
    difference.modelFiles().entrySet().stream()
        .filter(model -> changed.contains(model.getKey()))
        .map(model -> why(model.getKey(), model.getValue()))
        .forEach(console::message);
    endings.explain(console);
  }

  private void show(String what, Changes changes) {
    Style style = console.style();
    lines(changes.added(), style.good("added   "), what);
    lines(changes.removed(), style.bad("removed "), what);
    lines(changes.changed(), "changed ", what);
  }

  private void lines(List<String> names, String label, String what) {
    String start = "  " + label + " " + Text.pad(what, 5) + "  ";
    console.lines(names.stream().map(name -> start + Text.show(name) + note(what, name)).toList());
  }

  private String note(String what, String name) {
    return what.equals("file") ? endings.note(name) : "";
  }

  private static String why(String id, Changes files) {
    List<String> all =
        Stream.of(files.added(), files.removed(), files.changed()).flatMap(List::stream).toList();
    return all.isEmpty()
        ? Text.show(id) + " is another class now."
        : Text.show(id) + " changed by " + Text.some(all, 3) + ".";
  }
}
