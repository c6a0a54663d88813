package io.modelops.bundle.report;

import io.modelops.bundle.value.BundlePath;
import java.util.ArrayDeque;
import java.util.Deque;

/** Builds HTML. Text and values of attributes are escaped; what is raw has a method of its own. */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names, each followed by its value
   */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Closes the element that was opened last, and the line. */
  Html end() {
    close();
    out.append('\n');
    return this;
  }

  /** A whole element with a text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Opens a table with a head. */
  Html tableOf(String... columns) {
    open("div", "class", "table").open("table").open("thead").open("tr");
    for (String column : columns) {
      element("th", column, "scope", "col");
    }
    return close().end().open("tbody").raw("\n");
  }

  Html endTable() {
    return close().close().end();
  }

  /** Text; what cannot be seen, or changes how the rest is shown, as {@code \\uXXXX}. */
  Html text(String text) {
    escape(text);
    return this;
  }

  /** What is markup already, or the content of a script. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  boolean isEmpty() {
    return out.isEmpty();
  }

  private void escape(String text) {
    String visible = BundlePath.escape(text);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
