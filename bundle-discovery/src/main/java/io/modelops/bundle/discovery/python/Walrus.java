package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Other;
import io.modelops.bundle.discovery.python.ExpressionReader.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Assignments inside the expressions of statements. */
final class Walrus {
  /** What makes parts of a statement run perhaps, or several times. */
  private static final Set<Integer> OPEN =
      Set.of(
          ExpressionLexer.IF,
          ExpressionLexer.ELSE,
          ExpressionLexer.AND,
          ExpressionLexer.OR,
          ExpressionLexer.FOR,
          ExpressionLexer.LAMBDA);

  /** What begins a header that is reached perhaps. */
  private static final Set<String> LATE = Set.of("elif", "except");

  /** Of longer parts, in bytes, only the names are looked at. */
  private static final int MAX_LENGTH = 1 << 16;

  /** A value has no more tokens than that. */
  private static final int MAX_TOKENS = 64;

  private static final Expression UNKNOWN = new Other(Other.Kind.UNKNOWN, 0, 0);

  private final ExpressionReader reader;
  private final List<Lexeme> tokens;
  private final boolean read;

  private Walrus(ExpressionReader reader, List<Lexeme> tokens, boolean read) {
    this.reader = reader;
    this.tokens = tokens;
    this.read = read;
  }

  /**
   * One assignment.
   *
   * @param value of the kind {@code UNKNOWN} if it is not sure that it runs
   */
  record Found(Name target, Expression value) {}

  /**
   * Those of a part of the source that begins and ends outside of strings and comments.
   *
   * @param read whether values matter
   */
  static List<Found> in(ExpressionReader reader, int from, int end, boolean read) {
    List<Found> found = new ArrayList<>();
    if (end - from > MAX_LENGTH) {
      reader.walrusTargets(from, end).forEach(each -> found.add(new Found(each, UNKNOWN)));
      reader.boundInFields().forEach(each -> found.add(new Found(each, UNKNOWN)));
    } else {
      new Walrus(reader, reader.lexemes(from, end), read).addAll(end, found);
    }
    return found;
  }

  private void addAll(int end, List<Found> found) {
    List<Name> inFields = reader.boundInFields();
    int first = 0;
    int depth = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      int type = i < tokens.size() ? tokens.get(i).type() : ExpressionLexer.LINE;
      depth += depth(type);
      boolean ends = type == ExpressionLexer.LINE || type == ExpressionLexer.SEMI;
      if (ends && (depth <= 0 || i == tokens.size())) {
        addAll(first, i, end, found);
        first = i + 1;
      }
    }
    if (!inFields.isEmpty()) {
      inFields.forEach(each -> found.add(new Found(each, UNKNOWN)));
      found.sort((a, b) -> Integer.compare(a.target().start(), b.target().start()));
    }
  }

  private static int depth(int type) {
    return ExpressionTokens.isOpen(type) ? 1 : ExpressionTokens.isClose(type) ? -1 : 0;
  }

  /** Adds those of one statement, or of its header. */
  private void addAll(int from, int to, int end, List<Found> into) {
    boolean sure = !runsPerhaps(from, to);
    for (int i = from + 1; i < to; i++) {
      if (tokens.get(i).type() == ExpressionLexer.WALRUS
          && tokens.get(i - 1).type() == ExpressionLexer.DOTTED) {
        Name target = reader.name(tokens.get(i - 1));
        into.add(new Found(target, value(sure, i + 1, to, end)));
      }
    }
  }

  private boolean runsPerhaps(int from, int to) {
    int comparisons = 0;
    for (int i = from; i < to; i++) {
      int type = tokens.get(i).type();
      comparisons += type == ExpressionLexer.COMPARE ? 1 : 0;
      boolean first =
          i == from || (i == from + 1 && tokens.get(from).type() == ExpressionLexer.COLON);
      boolean late =
          first
              && type == ExpressionLexer.DOTTED
              && LATE.contains(reader.name(tokens.get(i)).name());
      if (late || comparisons > 1 || (!first && OPEN.contains(type))) {
        return true;
      }
    }
    return false;
  }

  private Expression value(boolean sure, int from, int to, int end) {
    int start = tokens.get(from - 1).end();
    if (!sure || !read) {
      return sure ? new Other(Other.Kind.UNREAD, start, start) : UNKNOWN;
    }
    int stop = valueEnd(from, Math.min(to, from + MAX_TOKENS));
    if (stop < 0 && to - from > MAX_TOKENS) {
      return UNKNOWN;
    }
    int last = to < tokens.size() ? tokens.get(to).start() : end;
    return reader.read(start, stop < 0 ? last : stop);
  }

  /** Where the value ends that begins with a token; negative if nothing ends it. */
  private int valueEnd(int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      int type = tokens.get(i).type();
      depth += depth(type);
      boolean ends = type == ExpressionLexer.COMMA || type == ExpressionLexer.COLON;
      if (depth < 0 || (depth == 0 && ends)) {
        return tokens.get(i).start();
      }
    }
    return -1;
  }
}
