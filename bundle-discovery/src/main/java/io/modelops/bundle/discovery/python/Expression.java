package io.modelops.bundle.discovery.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as far as structure needs it: names, literals, calls and conditions. Everything
 * else is {@link Other}.
 *
 * <p>Offsets count the bytes of the source as UTF-8 without byte order mark. Parentheses around an
 * expression have no node of their own and are outside of its offsets.
 */
public sealed interface Expression {

  int start();

  /** The offset after the last byte. */
  int end();

  /** The text of a string literal; null for anything else. */
  default @Nullable String string() {
    return null;
  }

  /** The dotted name that this expression is, calls or subscripts. Empty if there is none. */
  default String name() {
    return "";
  }

  /** {@code a} or {@code a.b.c}, normalised as Python does. */
  record Name(String name, int start, int end) implements Expression {}

  /**
   * A literal without parts. Adjacent strings are one literal.
   *
   * @param value the text of {@link Kind#STRING}; that of {@link Kind#BYTES} with one character for
   *     each byte; decimal digits and a minus sign for {@link Kind#INTEGER}; the source without
   *     underscores for {@link Kind#FLOAT} and {@link Kind#IMAGINARY}; empty for the others
   */
  record Constant(Constant.Kind kind, String value, int start, int end) implements Expression {
    @Override
    public @Nullable String string() {
      return kind == Kind.STRING ? value : null;
    }

    public enum Kind {
      STRING,
      BYTES,
      INTEGER,
      FLOAT,
      IMAGINARY,
      TRUE,
      FALSE,
      NONE,
      ELLIPSIS
    }
  }

  /** A tuple, list or set display. */
  record Sequence(Sequence.Kind kind, List<Expression> elements, int start, int end)
      implements Expression {
    public enum Kind {
      TUPLE,
      LIST,
      SET
    }
  }

  /** A dict display. */
  record Mapping(List<Entry> entries, int start, int end) implements Expression {}

  /** {@code key: value}; {@code **value} has no key. */
  record Entry(@Nullable Expression key, Expression value) {}

  /** {@code *value} in a display or subscript. */
  record Starred(Expression value, int start, int end) implements Expression {}

  /** {@code subject[index]}. */
  record Subscript(Expression subject, Expression index, int start, int end) implements Expression {
    @Override
    public String name() {
      return subject instanceof Name dotted ? dotted.name() : "";
    }
  }

  /** {@code function(arguments)}. */
  record Call(Expression function, List<Argument> arguments, int start, int end)
      implements Expression {
    /** The argument at a place or with a keyword; null if there is none. */
    public @Nullable Expression argument(int index, String keyword) {
      for (Argument argument : arguments) {
        if (keyword.equals(argument.keyword())) {
          return argument.value();
        }
      }
      boolean there =
          index < arguments.size()
              && arguments.subList(0, index + 1).stream()
                  .allMatch(argument -> argument.keyword() == null && argument.stars() == 0);
      return there ? arguments.get(index).value() : null;
    }

    @Override
    public String name() {
      return function instanceof Name dotted ? dotted.name() : "";
    }
  }

  /** {@code value}, {@code *value}, {@code keyword=value} or {@code **value}. */
  record Argument(int stars, @Nullable String keyword, Expression value) {}

  /**
   * {@code not} of one operand, a comparison of two, or {@code and}, {@code or} and {@code +} of
   * two and more.
   *
   * @param operator as it is written, with single spaces: {@code is not}
   */
  record Operation(String operator, List<Expression> operands, int start, int end)
      implements Expression {}

  /** An expression whose parts nobody asks for. */
  record Other(Other.Kind kind, int start, int end) implements Expression {
    public enum Kind {
      /** An f-string or t-string. */
      FORMATTED,
      LAMBDA,
      /** A list, set or dict that is made by a comprehension, or a generator. */
      COMPREHENSION,
      /** A display, call arguments or a subscript that is too long or too deep to be read. */
      BRACKETS,
      /** Not read, as it stands in a function where nothing depends on it. */
      UNREAD,
      UNKNOWN
    }
  }
}
