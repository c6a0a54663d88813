package io.modelops.bundle.discovery.python;

import static io.modelops.bundle.discovery.python.PathValue.UNKNOWN;

import io.modelops.bundle.discovery.python.PathFrame.Trailed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the expressions of a source that join paths, token by token. Where a part is not known,
 * what follows it counts as a path of its own.
 */
final class PathScan {
  private static final int MAX_DEPTH = 200;

  private final byte[] bytes;
  private final Consumer<PathValue> found;
  private final PathFunctions functions;
  private final BinaryOperator<PathValue> joining;
  private final PathVariables variables = new PathVariables();
  private final Deque<PathFrame> outer = new ArrayDeque<>();
  private PathFrame frame;
  private int beyond;
  private int before = ExpressionLexer.LINE;

  // a dotted name, or attributes of the operand, of which only what follows tells what it is
  private @Nullable String name;
  private @Nullable String attributes;

  /** How many tokens of the statement have been read. */
  private int tokens;

  /**
   * @param found told of each path that has a literal and is part of no longer one; often of what
   *     is none
   */
  PathScan(byte[] bytes, ImportedNames imported, Consumer<PathValue> found) {
    this.bytes = bytes;
    this.found = found;
    this.joining = (a, b) -> orBoth(a.join(b), a, b);
    this.functions = new PathFunctions(imported, joining);
    this.frame = new PathFrame(found, null, false);
  }

  private PathValue orBoth(PathValue result, PathValue first, PathValue second) {
    if (!result.isKnown()) {
      found.accept(first);
      found.accept(second);
    }
    return result;
  }

  /** A string; unknown if it cannot name a file. */
  void string(PathValue value) {
    settle();
    if (before == ExpressionLexer.STRING && frame.hasOperand()) {
      PathValue first = frame.take();
      value =
          first.isKnown() && value.isKnown()
              ? PathValue.text(first.text() + value.text(), first.literal())
              : UNKNOWN;
    }
    frame.operand(value);
    done(ExpressionLexer.STRING);
  }

  void dotted(String text) {
    settle();
    if (before == ExpressionLexer.DOT) {
      attributes = text;
    } else {
      if (frame.hasOperand()) {
        frame.mix();
      }
      name = text;
      if (tokens == 0) {
        variables.begin(text);
      }
    }
    done(ExpressionLexer.DOTTED);
  }

  /** Any other token. */
  void other(int type, int start, int end) {
    switch (type) {
      case ExpressionLexer.LPAREN, ExpressionLexer.LBRACK, ExpressionLexer.LBRACE -> open(type);
      case ExpressionLexer.RPAREN, ExpressionLexer.RBRACK, ExpressionLexer.RBRACE -> close();
      case ExpressionLexer.COMMA -> comma();
      case ExpressionLexer.EQ -> equal();
      case ExpressionLexer.COLON -> colon();
      case ExpressionLexer.LINE, ExpressionLexer.SEMI -> {
        if (inBrackets()) {
          return;
        }
        endStatement();
      }
      case ExpressionLexer.DOT -> settle();
      case ExpressionLexer.PLUS -> operator((a, b) -> orBoth(a.plus(b), a, b));
      case ExpressionLexer.INTEGER -> integer(start, end);
      default -> {
        settle();
        if (type == ExpressionLexer.BINARY && bytes[start] == '/' && end == start + 1) {
          operator((a, b) -> PathFunctions.divided(joining.apply(a, b)));
        } else {
          frame.mix();
        }
      }
    }
    done(type);
  }

  private void done(int type) {
    before = type;
    tokens++;
  }

  /** Ends the source, and whatever is open in it. */
  void end() {
    while (!outer.isEmpty()) {
      close();
    }
    beyond = 0;
    endStatement();
  }

  private void operator(BinaryOperator<PathValue> operator) {
    settle();
    frame.operator(operator);
  }

  private void integer(int start, int end) {
    settle();
    frame.operand(UNKNOWN);
    if (before == ExpressionLexer.LBRACK && end - start <= 2) {
      String digits = PythonNames.text(bytes, start, end);
      frame.index(
          digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : -1);
    }
  }

  /** A name that nothing is called by stands for its value. */
  private void settle() {
    if (name != null) {
      frame.operand(value(name));
      name = null;
    } else if (attributes != null) {
      frame.operand(attributes(frame.take(), attributes));
      attributes = null;
    }
  }

  private PathValue value(String dotted) {
    String variable = variables.in(dotted);
    if (variable.isEmpty()) {
      return functions.named(dotted);
    }
    PathValue value = variables.get(variable);
    return variable.equals(dotted)
        ? value
        : attributes(value, dotted.substring(variable.length() + 1));
  }

  private PathValue attributes(PathValue object, String names) {
    PathValue value = object;
    for (String each : names.split("\\.", -1)) {
      PathValue next = PathFunctions.attribute(value, each);
      if (next == null) {
        found.accept(value);
        return UNKNOWN;
      }
      value = next;
    }
    return value;
  }

  private void open(int type) {
    if (outer.size() == MAX_DEPTH || beyond > 0) {
      settle();
      frame.mix();
      beyond++;
      return;
    }
    if (type == ExpressionLexer.LBRACE) {
      settle();
    }
    Trailed trailed = type == ExpressionLexer.LBRACE ? null : trailed(type);
    name = null;
    attributes = null;
    outer.push(frame);
    frame = new PathFrame(found, trailed, trailed == null && type == ExpressionLexer.LPAREN);
  }

  private @Nullable Trailed trailed(int type) {
    if (name != null && type == ExpressionLexer.LPAREN && functions.has(name)) {
      return new Trailed(null, name);
    } else if (name != null) {
      int dot = name.lastIndexOf('.');
      return new Trailed(dot < 0 ? null : value(name.substring(0, dot)), name.substring(dot + 1));
    } else if (attributes != null) {
      int dot = attributes.lastIndexOf('.');
      PathValue object = frame.take();
      return new Trailed(
          dot < 0 ? object : attributes(object, attributes.substring(0, dot)),
          attributes.substring(dot + 1));
    }
    return frame.hasOperand() ? new Trailed(frame.take(), "") : null;
  }

  private void close() {
    settle();
    if (beyond > 0) {
      beyond--;
    } else if (outer.isEmpty()) {
      frame.mix();
    } else {
      frame.endArgument();
      PathValue value = result(frame);
      frame = outer.pop();
      frame.operand(value);
    }
  }

  private PathValue result(PathFrame closed) {
    List<PathValue> arguments = closed.arguments();
    Trailed trailed = closed.trailed;
    PathValue value = null;
    if (closed.group && arguments.size() == 1) {
      value = arguments.get(0);
    } else if (trailed != null && closed.index() >= 0) {
      value = PathFunctions.subscript(trailed.object(), trailed.name(), closed.index());
    } else if (trailed != null) {
      value =
          trailed.object() == null
              ? functions.call(trailed.name(), arguments)
              : functions.method(trailed.object(), trailed.name(), arguments);
    }
    if (value != null) {
      return value;
    }
    if (trailed != null && trailed.object() != null) {
      found.accept(trailed.object());
    }
    arguments.forEach(found);
    return UNKNOWN;
  }

  private boolean inBrackets() {
    return !outer.isEmpty() || beyond > 0;
  }

  private void comma() {
    if (inBrackets()) {
      settle();
      frame.endArgument();
    } else {
      variables.comma(name);
      settle();
      found.accept(frame.end());
    }
  }

  private void equal() {
    if (inBrackets()) {
      name = null;
      settle();
      frame.keyword();
    } else {
      variables.assign(name);
      name = null;
      settle();
      frame.take();
      found.accept(frame.end());
    }
  }

  private void colon() {
    if (inBrackets() || variables.isAssigned()) {
      settle();
      frame.mix();
      return;
    }
    String single = tokens == 1 ? name : null;
    endStatement();
    if (single != null) {
      variables.annotate(single);
    }
  }

  private void endStatement() {
    settle();
    PathValue value = frame.end();
    found.accept(value);
    variables.end(value);
    tokens = -1;
  }
}
