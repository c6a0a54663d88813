package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the expressions of one file stand for. */
final class Expressions {
  /** Numbers that have no literal. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(math|cmath|np|numpy|jnp)\\.(nan|NaN|inf|Inf|infty|pi|e|tau)");

  /** Longest value that is told whole, in characters. */
  private static final int MAX_TEXT = 4_000;

  /** So many code points of a longer one are told. */
  private static final int SHOWN = 80;

  private final String file;
  private final DetailedSource source;

  Expressions(String file, DetailedSource source) {
    this.file = file;
    this.source = source;
  }

  String file() {
    return file;
  }

  /** The value; of a name, what is known is that it is computed. */
  SourceValue value(Expression expression) {
    String text = source.text(expression);
    if (text.length() > MAX_TEXT) {
      return SourceValue.computed(text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...");
    }
    return isLiteral(expression, true)
        ? SourceValue.literal(text).withPlain(plain(expression))
        : SourceValue.computed(text);
  }

  /** The value of what is a literal and calls nothing; null for everything else. */
  @Nullable SourceValue constant(Expression expression) {
    return isLiteral(expression, false) ? value(expression) : null;
  }

  private boolean isLiteral(Expression expression, boolean calls) {
    if (expression instanceof Sequence sequence) {
      return sequence.elements().stream().allMatch(each -> isLiteral(each, calls));
    } else if (expression instanceof Mapping mapping) {
      return mapping.entries().stream()
          .allMatch(
              entry ->
                  entry.key() != null
                      && isLiteral(entry.key(), calls)
                      && isLiteral(entry.value(), calls));
    } else if (expression instanceof Call call) {
      return calls
          && call.function() instanceof Name
          && call.arguments().stream()
              .allMatch(argument -> argument.stars() == 0 && isLiteral(argument.value(), true));
    }
    return expression instanceof Constant || NUMBER.matcher(source.text(expression)).matches();
  }

  private static @Nullable Object plain(Expression expression) {
    if (!(expression instanceof Constant constant)) {
      return null;
    }
    String value = constant.value();
    return switch (constant.kind()) {
      case TRUE -> true;
      case FALSE -> false;
      case STRING -> isText(value) ? value : null;
      case INTEGER -> value.length() <= 20 ? integer(value) : null;
      case FLOAT -> Double.isInfinite(Double.parseDouble(value)) ? null : Double.valueOf(value);
      default -> null;
    };
  }

  private static @Nullable Long integer(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether a string has no half of a character. */
  private static boolean isText(String value) {
    return value
        .codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** The place of an expression. */
  SourceRange range(Expression expression) {
    return range(expression.start(), expression.end());
  }

  SourceRange range(int start, int end) {
    int line = source.line(start);
    int column = source.column(start);
    return new SourceRange(file, line, column, source.line(Math.max(start, end - 1)));
  }

  /** Without the dots and what is before them. */
  static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
