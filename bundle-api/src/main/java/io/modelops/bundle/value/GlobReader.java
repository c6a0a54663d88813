package io.modelops.bundle.value;

import io.modelops.bundle.value.Glob.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Reads one {@link Glob}, from left to right. */
final class GlobReader {
  private static final int MAX_LENGTH = 4096;
  private static final Pattern DRIVE = Pattern.compile("(?s)[A-Za-z]:.*");

  private final int[] text;
  private int at;

  GlobReader(String pattern) {
    this.text = pattern.codePoints().toArray();
    if (text.length > MAX_LENGTH) {
      throw wrong(MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
    }
    if (pattern.startsWith("/") || pattern.startsWith("\\\\") || DRIVE.matcher(pattern).matches()) {
      throw wrong(0, "is absolute; patterns are relative to the project");
    }
    if (pattern.startsWith("~") || pattern.startsWith("$")) {
      throw wrong(0, "begins with ~ or $, and nothing is expanded; write a backslash before it");
    }
  }

  List<Component> components() {
    List<Component> components = new ArrayList<>();
    while (true) {
      Component next = component();
      boolean repeated = next.anyDirectories() && last(components).anyDirectories();
      if (!repeated) {
        components.add(next);
      }
      if (at == text.length) {
        break;
      }
      at++;
    }
    if (last(components).anyDirectories()) {
      components.add(new Component(false, List.of(Component.ANY)));
    }
    return List.copyOf(components);
  }

  private static Component last(List<Component> components) {
    return components.isEmpty()
        ? new Component(false, List.of())
        : components.get(components.size() - 1);
  }

  private Component component() {
    int start = at;
    List<IntPredicate> elements = new ArrayList<>();
    while (at < text.length && text[at] != '/') {
      IntPredicate next = element();
      if (!next.equals(Component.ANY) || !endsWith(elements, next)) {
        elements.add(next);
      }
    }
    String written = new String(text, start, at - start);
    if (written.isEmpty()) {
      throw wrong(start, "has an empty component");
    }
    if (written.equals(".") || written.equals("..")) {
      throw wrong(start, "has the component " + written);
    }
    return written.equals("**") ? Component.DIRECTORIES : new Component(false, elements);
  }

  private static boolean endsWith(List<IntPredicate> elements, IntPredicate next) {
    return !elements.isEmpty() && elements.get(elements.size() - 1).equals(next);
  }

  private IntPredicate element() {
    int c = text[at++];
    return switch (c) {
      case '*' -> Component.ANY;
      case '?' -> unit -> true;
      case '[' -> characterClass();
      case '\\' -> literal(escaped());
      case '{', '}' ->
          throw wrong(at - 1, "has a brace, which means nothing here; write several patterns");
      default -> literal(c);
    };
  }

  private static IntPredicate literal(int c) {
    return unit -> unit == c;
  }

  private int escaped() {
    if (at == text.length || text[at] == '/') {
      throw wrong(at - 1, "has a backslash with nothing after it");
    }
    return text[at++];
  }

  private IntPredicate characterClass() {
    int open = at - 1;
    boolean negated = peek(open) == '!';
    if (negated) {
      at++;
    } else if (peek(open) == '^') {
      throw wrong(at, "has ^ in a class; write [!...] to negate it");
    }
    List<IntPredicate> members = new ArrayList<>();
    do {
      members.add(member(open));
    } while (peek(open) != ']');
    at++;
    return unit -> negated != members.stream().anyMatch(member -> member.test(unit));
  }

  private IntPredicate member(int open) {
    int position = at;
    int first = character(open);
    if (first == '[' && peek(open) == ':') {
      throw wrong(position, "has a named class, which means nothing here");
    }
    if (peek(open) != '-' || (at + 1 < text.length && text[at + 1] == ']')) {
      return literal(first);
    }
    at++;
    int last = character(open);
    if (last < first) {
      throw wrong(position, "has a range whose end is before its start");
    }
    return unit -> first <= unit && unit <= last;
  }

  private int character(int open) {
    int c = peek(open);
    at++;
    return c == '\\' ? escaped() : c;
  }

  private int peek(int open) {
    if (at >= text.length || text[at] == '/') {
      throw wrong(open, "has a class that is not closed");
    }
    return text[at];
  }

  private IllegalArgumentException wrong(int position, String fault) {
    String pattern = new String(text, 0, Math.min(text.length, 200));
    return new IllegalArgumentException(
        "pattern "
            + BundlePath.quote(pattern)
            + " "
            + fault
            + " (character "
            + (position + 1)
            + ")");
  }
}
