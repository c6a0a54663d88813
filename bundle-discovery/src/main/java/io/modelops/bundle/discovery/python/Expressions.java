package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Expression;
import io.modelops.bundle.discovery.python.Statement.Expression.Kind;
import java.util.Set;

/** Tells what kind of expression a piece of source text is. */
final class Expressions {

  private static final int MAX_DEPTH = 100;
  private static final Set<String> OPERATORS = Set.of("not", "lambda", "await", "yield");

  private Expressions() {}

  static Expression of(String text) {
    return classify(text, text, MAX_DEPTH);
  }

  /** The expression of {@code text}, which is {@code inner} in any number of parentheses. */
  private static Expression classify(String text, String inner, int depth) {
    if (inner.isEmpty() || depth == 0) {
      return new Expression(Kind.OTHER, "", text);
    }
    char first = inner.charAt(0);
    if (first == '.' || (first >= '0' && first <= '9')) {
      return new Expression(isNumber(inner) ? Kind.CONSTANT : Kind.OTHER, "", text);
    }
    int literals = StringLiterals.endOfLiterals(inner);
    if (literals > 0) {
      return literals == inner.length() && StringLiterals.isPlain(inner)
          ? new Expression(Kind.CONSTANT, "", text)
          : trailed(text, inner, literals, "");
    }
    return first == '(' || first == '[' || first == '{'
        ? bracketed(text, inner, depth)
        : named(text, inner);
  }

  private static Expression bracketed(String text, String inner, int depth) {
    int end = SourceScan.closing(inner, 0) + 1;
    if (end == 0 || inner.charAt(0) != '(') {
      return end == 0 ? new Expression(Kind.OTHER, "", text) : trailed(text, inner, end, "");
    }
    String content = inner.substring(1, end - 1).strip();
    if (end == inner.length()) {
      return classify(text, content, depth - 1);
    }
    Expression primary = classify(content, content, depth - 1);
    return trailed(text, inner, end, primary.kind() == Kind.NAME ? primary.name() : "");
  }

  private static boolean isNumber(String text) {
    int at = 0;
    while (at < text.length() && (SourceScan.isNamePart(text.charAt(at)) || isInNumber(text, at))) {
      at++;
    }
    return at == text.length();
  }

  /** A dot, or the sign of an exponent. */
  private static boolean isInNumber(String text, int at) {
    char c = text.charAt(at);
    boolean exponent =
        at > 0 && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E') && !isHex(text);
    return c == '.' || ((c == '+' || c == '-') && exponent);
  }

  private static boolean isHex(String text) {
    return text.startsWith("0x") || text.startsWith("0X");
  }

  private static Expression named(String text, String inner) {
    int end = endOfDottedName(inner);
    String name = Names.normalized(SourceScan.withoutSpace(inner, end));
    if (end == 0 || OPERATORS.contains(name)) {
      return new Expression(Kind.OTHER, "", text);
    }
    if (end < inner.length()) {
      return trailed(text, inner, end, name);
    }
    return switch (name) {
      case "None" -> new Expression(Kind.NONE, "", text);
      case "True", "False" -> new Expression(Kind.CONSTANT, "", text);
      default -> new Expression(Kind.NAME, name, text);
    };
  }

  private static int endOfDottedName(String text) {
    int end = SourceScan.endOfName(text, 0);
    while (end > 0) {
      int next = endOfAttribute(text, SourceScan.skipSpace(text, end));
      if (next == 0) {
        return end;
      }
      end = next;
    }
    return end;
  }

  /** The index after {@code .name} at {@code at}, or 0. */
  private static int endOfAttribute(String text, int at) {
    if (at >= text.length() || text.charAt(at) != '.') {
      return 0;
    }
    int start = SourceScan.skipSpace(text, at + 1);
    int end = SourceScan.endOfName(text, start);
    return end > start ? end : 0;
  }

  /** A call or subscript is one whose last brackets close at the end of the text. */
  private static Expression trailed(String text, String inner, int primaryEnd, String name) {
    Kind kind = Kind.OTHER;
    String subject = name;
    int at = SourceScan.skipSpace(inner, primaryEnd);
    while (at < inner.length()) {
      char c = inner.charAt(at);
      boolean bracket = c == '(' || c == '[';
      int end = bracket ? SourceScan.closing(inner, at) + 1 : endOfAttribute(inner, at);
      if (end == 0) {
        return new Expression(Kind.OTHER, "", text);
      }
      subject = bracket && kind == Kind.OTHER ? subject : "";
      kind = !bracket ? Kind.OTHER : c == '(' ? Kind.CALL : Kind.SUBSCRIPT;
      at = SourceScan.skipSpace(inner, end);
    }
    return new Expression(kind, kind == Kind.OTHER ? "" : subject, text);
  }
}
