package io.modelops.bundle.cli;

import java.util.ArrayList;
import java.util.List;

/** The state of a choice by keys: what is shown, where the cursor is, what is searched for. */
final class KeyScreen {
  private static final int FRAME = 3;

  /** The longest that fits is shown. */
  private static final List<String> KEYS =
      List.of(
          "up/down move, space toggle, a all, / search, enter accept, q leave",
          "space toggle, / search, enter accept, q leave",
          "space toggle, enter accept, q leave");

  private final Choice choice;
  private final Style style;
  private List<Integer> shown;
  private String search = "";
  private boolean searching;
  private int cursor;
  private int top;
  private int rows = 1;

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

  void movePages(int by) {
    move(by * rows);
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

  /** Ends the search; what it found stays shown. */
  void endSearch() {
    searching = false;
  }

  /** Shows all again; false if they are shown already. */
  boolean clearSearch() {
    boolean searched = searching || !search.isEmpty();
    searching = false;
    searchFor("");
    return searched;
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
    rows = Math.max(1, height - FRAME);
    top = Math.max(cursor - rows + 1, Math.min(top, cursor));
    while (top < cursor && last(top) < cursor) {
      top++;
    }
    List<String> lines = new ArrayList<>();
    String title = "Models for the bundle: " + choice.chosen().size() + " of " + choice.size();
    lines.add(style.bold(fit(title, width)));
    for (int i = top; i <= last(top); i++) {
      String heading = heading(i);
      if (!heading.isEmpty()) {
        lines.add(fit("  rule " + Text.show(heading) + ":", width));
      }
      lines.add(row(i, width));
    }
    if (shown.isEmpty()) {
      lines.add(fit("  no model has this in its name", width));
    }
    lines.add(footer(width));
    return lines;
  }

  private String heading(int at) {
    return choice.heading(shown.get(at), at == 0 ? -1 : shown.get(at - 1));
  }

  /** The last row that is shown with this one at the top; that one at least. */
  private int last(int first) {
    int left = rows;
    int at = first;
    while (at < shown.size() && left > 0) {
      left -= heading(at).isEmpty() ? 1 : 2;
      at += left >= 0 ? 1 : 0;
    }
    return Math.min(shown.size() - 1, Math.max(first, at - 1));
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
    String keys =
        KEYS.stream().filter(line -> line.length() < width).findFirst().orElse("space, enter, q");
    String found = search.isEmpty() ? "" : " (found: " + Text.show(search) + ")";
    return style.faint(fit(keys + found, width));
  }

  private static String fit(String text, int width) {
    return Text.cut(text, width - 1);
  }
}
