package io.modelops.bundle.discovery.walk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of bytes with the syntax of git's {@code wildmatch}. Matching simulates an automaton,
 * so its time is at most the length of the text times the number of elements.
 */
final class Wildcards {
  private static final BitSet NOT_A_SLASH = set(c -> c != '/');
  private static final Map<String, BitSet> NAMED =
      Map.ofEntries(
          Map.entry("alnum", set(c -> isDigit(c) || isLower(c) || isUpper(c))),
          Map.entry("alpha", set(c -> isLower(c) || isUpper(c))),
          Map.entry("blank", set(c -> c == ' ' || c == '\t')),
          Map.entry("cntrl", set(c -> c < ' ' || c == 0x7f)),
          Map.entry("digit", set(Wildcards::isDigit)),
          Map.entry("graph", set(c -> c > ' ' && c < 0x7f)),
          Map.entry("lower", set(Wildcards::isLower)),
          Map.entry("print", set(c -> c >= ' ' && c < 0x7f)),
          Map.entry(
              "punct", set(c -> c > ' ' && c < 0x7f && !isDigit(c) && !isLower(c) && !isUpper(c))),
          Map.entry("space", set(c -> " \t\n\r".indexOf(c) >= 0)),
          Map.entry("upper", set(Wildcards::isUpper)),
          Map.entry("xdigit", set(c -> "0123456789abcdefABCDEF".indexOf(c) >= 0)));

  /** The bytes an element of the pattern matches. */
  private enum Kind {
    ONE,
    ANY_IN_COMPONENT,
    ANY,
    /** The next three elements may be absent. */
    OPTIONAL
  }

  private record Element(Kind kind, BitSet bytes) {
    static Element of(Kind kind) {
      return new Element(kind, NOT_A_SLASH);
    }
  }

  private final byte[] pattern;
  private final List<Element> elements = new ArrayList<>();
  private int at;
  private boolean malformed;

  private Wildcards(byte[] pattern) {
    this.pattern = pattern;
  }

  /** Reads a pattern; null if it is malformed. A malformed pattern matches nothing. */
  static @Nullable Wildcards parse(byte[] pattern) {
    Wildcards wildcards = new Wildcards(pattern);
    while (wildcards.at < pattern.length && !wildcards.malformed) {
      wildcards.element();
    }
    return wildcards.malformed ? null : wildcards;
  }

  private void element() {
    int c = next();
    switch (c) {
      case '*' -> stars();
      case '?' -> elements.add(new Element(Kind.ONE, NOT_A_SLASH));
      case '[' -> elements.add(new Element(Kind.ONE, characterClass()));
      case '\\' -> literal(next());
      default -> literal(c);
    }
  }

  private void literal(int c) {
    BitSet one = new BitSet();
    one.set(c);
    elements.add(new Element(Kind.ONE, one));
  }

  /** The next byte. At the end it is 0, and the pattern is marked as malformed. */
  private int next() {
    malformed |= at == pattern.length;
    return malformed ? 0 : pattern[at++] & 0xff;
  }

  private int peek(int ahead) {
    return at + ahead < pattern.length ? pattern[at + ahead] & 0xff : 0;
  }

  private void stars() {
    int start = at - 1;
    while (peek(0) == '*') {
      at++;
    }
    boolean whole =
        at - start > 1
            && (start == 0 || pattern[start - 1] == '/')
            && (at == pattern.length || peek(0) == '/' || (peek(0) == '\\' && peek(1) == '/'));
    if (whole && peek(0) == '/') {
      elements.add(Element.of(Kind.OPTIONAL));
    }
    elements.add(Element.of(whole ? Kind.ANY : Kind.ANY_IN_COMPONENT));
  }

  private BitSet characterClass() {
    boolean negated = peek(0) == '!' || peek(0) == '^';
    at += negated ? 1 : 0;
    BitSet bytes = new BitSet();
    int previous = 0;
    do {
      previous = member(bytes, previous);
    } while (peek(0) != ']' && !malformed);
    next();
    if (negated) {
      bytes.flip(0, 256);
    }
    bytes.clear('/');
    return bytes;
  }

  /** Adds a member. Returns the byte that can begin a range after it; 0 for none. */
  private int member(BitSet bytes, int previous) {
    int c = next();
    if (c == '-' && previous != 0 && peek(0) != 0 && peek(0) != ']') {
      int last = character(next());
      if (previous <= last) {
        bytes.set(previous, last + 1);
      }
      return 0;
    }
    if (c == '[' && peek(0) == ':' && named(bytes)) {
      return 0;
    }
    int one = character(c);
    bytes.set(one);
    return one;
  }

  private int character(int c) {
    return c == '\\' ? next() : c;
  }

  /** Reads {@code [:name:]}. Returns false and reads nothing if the text is not of this form. */
  private boolean named(BitSet bytes) {
    int end = at + 1;
    while (end < pattern.length && pattern[end] != ']') {
      end++;
    }
    malformed |= end == pattern.length;
    if (malformed || end < at + 2 || pattern[end - 1] != ':') {
      return false;
    }
    BitSet named = NAMED.get(new String(pattern, at + 1, end - at - 2, StandardCharsets.UTF_8));
    malformed |= named == null;
    bytes.or(named == null ? new BitSet() : named);
    at = end + 1;
    return true;
  }

  /** Whether only the empty text matches. */
  boolean isEmpty() {
    return elements.isEmpty();
  }

  /** Whether a text with this last byte could match. */
  boolean mayEndWith(byte last) {
    int size = elements.size();
    Element end = elements.get(size - 1);
    boolean skipped = size >= 3 && elements.get(size - 3).kind() == Kind.OPTIONAL;
    return end.kind() != Kind.ONE || skipped || end.bytes().get(last & 0xff);
  }

  /** Whether the whole text from an offset matches. */
  boolean matches(byte[] text, int from) {
    int end = elements.size();
    boolean[] states = new boolean[end + 4];
    states[0] = true;
    enter(states);
    for (int i = from; i < text.length; i++) {
      states = step(states, text[i] & 0xff);
    }
    return states[end];
  }

  private boolean[] step(boolean[] states, int c) {
    boolean[] next = new boolean[states.length];
    for (int state = 0; state < elements.size(); state++) {
      if (states[state]) {
        Element element = elements.get(state);
        switch (element.kind()) {
          case ONE -> next[state + 1] |= element.bytes().get(c);
          case ANY_IN_COMPONENT -> next[state] |= c != '/';
          case ANY -> next[state] = true;
          case OPTIONAL -> {}
        }
      }
    }
    enter(next);
    return next;
  }

  /** Adds the states that are reached without consuming a byte. */
  private void enter(boolean[] states) {
    for (int state = 0; state < elements.size(); state++) {
      if (states[state]) {
        Kind kind = elements.get(state).kind();
        states[state + 1] |= kind != Kind.ONE;
        states[state + 3] |= kind == Kind.OPTIONAL;
      }
    }
  }

  private static BitSet set(IntPredicate members) {
    BitSet set = new BitSet();
    for (int c = 0; c < 256; c++) {
      set.set(c, members.test(c));
    }
    return set;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Whether a byte has a special meaning in a pattern. */
  static boolean isSpecial(byte c) {
    return c == '*' || c == '?' || c == '[' || c == '\\';
  }

  /** The length of the part before the first special byte. */
  static int literalLength(byte[] pattern) {
    int length = 0;
    while (length < pattern.length && !isSpecial(pattern[length])) {
      length++;
    }
    return length;
  }
}
