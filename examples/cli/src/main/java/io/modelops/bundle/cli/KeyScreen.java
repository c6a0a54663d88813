package io.modelops.bundle.cli;

import java.util.ArrayList;
import java.util.List;

/** The state of a choice by keys: what is shown, where the cursor is, what is searched for. */
final class KeyScreen {
  private static final int FRAME = 3;

  private final Choice choice;
  private final Style style;
  private List<Integer> shown;
  private String search = "";
  private boolean searching;
  private int cursor;
  private int top;

  KeyScreen(Choice choice, Style style) {
    this.choice = choice;
    this.style = style;
    this.shown = choice.matching("");
  }

  boolean searching() {
    return searching;
  }

  void move(int by) {
    cursor = Math.max(0, Math.min(shown.size() - 1, cursor + by));
  }

  void toggle() {
    if (!shown.isEmpty()) {
      choice.toggle(shown.get(cursor));
    }
  }

  void toggleAll() {
    choice.toggleAll(shown);
  }

  void startSearch() {
    searching = true;
  }

  /** Ends the search; what it found stays shown if kept. */
  void endSearch(boolean keep) {
    searching = false;
    if (!keep) {
      searchFor("");
    }
  }

  void type(int character) {
    searchFor(search + Character.toString(character));
  }

  void rubOut() {
    if (!search.isEmpty()) {
      searchFor(search.substring(0, search.offsetByCodePoints(search.length(), -1)));
    }
  }

  private void searchFor(String text) {
    search = text;
    shown = choice.matching(text);
    cursor = 0;
    top = 0;
  }

  /** The screen, line by line; none longer than the terminal is wide. */
  List<String> lines(int width, int height) {
    int rows = Math.max(1, height - FRAME);
    top = Math.max(cursor - rows + 1, Math.min(top, cursor));
    List<String> lines = new ArrayList<>();
    lines.add(
        style.bold("Models for the bundle: " + choice.chosen().size() + " of " + choice.size()));
    for (int i = top; i < Math.min(shown.size(), top + rows); i++) {
      lines.add(row(i, width));
    }
    if (shown.isEmpty()) {
      lines.add(fit("  no model has this in its name", width));
    }
    lines.add(footer(width));
    return lines;
  }

  private String row(int at, int width) {
    int index = shown.get(at);
    String mark = choice.isChosen(index) ? "[x]" : "[ ]";
    String text =
        fit(
            (at == cursor ? "> " : "  ")
                + mark
                + " "
                + Text.show(choice.model(index).id())
                + "  "
                + Text.show(choice.model(index).location().toString()),
            width);
    return at == cursor ? style.bold(text) : text;
  }

  private String footer(int width) {
    if (searching) {
      return fit("search: " + Text.show(search) + "_   enter keep, esc show all", width);
    }
    String found = search.isEmpty() ? "" : " (found: " + Text.show(search) + ")";
    return style.faint(
        fit("up/down move, space toggle, a all, / search, enter accept, q leave" + found, width));
  }

  private static String fit(String text, int width) {
    int length = text.codePointCount(0, text.length());
    return length < width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 4))) + "...";
  }
}
