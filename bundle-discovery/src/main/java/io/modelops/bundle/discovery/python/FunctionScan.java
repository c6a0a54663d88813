package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.FunctionDetails.Assigned;
import io.modelops.bundle.discovery.python.FunctionDetails.Parameter;
import io.modelops.bundle.discovery.python.FunctionDetails.Slice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Reads the header and the body of one function, token by token. */
final class FunctionScan {
  /** Longest call that is read, in bytes. */
  private static final int MAX_CALL = 100_000;

  /** Words before a colon behind which a statement follows. */
  private static final Set<String> CLAUSES = Set.of("else", "try", "finally");

  private final byte[] bytes;
  private final ExpressionTokens lexer;
  private final ExpressionReader reader;
  private final SourceSlices slices;
  private final Set<String> functions;
  private final Deque<Slice> nested;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Slice> returned = new ArrayList<>();
  private final List<Assigned> assignments = new ArrayList<>();
  private @Nullable String docstring;
  private boolean callsBase;

  /** The statement that is being read. */
  private boolean starts = true;

  private boolean empty = true;
  private @Nullable String target;

  /** What an annotation is of, if one is being read. */
  private @Nullable String annotated;

  private int value = -1;
  private boolean returns;

  /**
   * @param functions the last names of what calls are wanted of
   * @param nested the definitions within, in order
   */
  FunctionScan(
      byte[] bytes,
      ExpressionTokens lexer,
      ExpressionReader reader,
      SourceSlices slices,
      Set<String> functions,
      List<Slice> nested) {
    this.bytes = bytes;
    this.lexer = lexer;
    this.reader = reader;
    this.slices = slices;
    this.functions = functions;
    this.nested = new ArrayDeque<>(nested);
  }

  FunctionDetails run(int from, int end) {
    lexer.begin(from, end, Integer.MAX_VALUE);
    header();
    body(end);
    return new FunctionDetails(
        List.copyOf(parameters),
        docstring,
        List.copyOf(calls),
        List.copyOf(returned),
        List.copyOf(assignments),
        callsBase);
  }

  /** As far as the colon. */
  private void header() {
    int depth = 0;
    SourceToken token = lexer.nextToken();
    while (token.getType() != Token.EOF
        && (depth > 0 || token.getType() != ExpressionLexer.LPAREN)) {
      depth += depth(token.getType());
      token = lexer.nextToken();
    }
    boolean open = true;
    while (open) {
      open = parameter();
    }
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      depth += depth(type);
      if (type == ExpressionLexer.COLON && depth == 0) {
        return;
      }
    }
  }

  private static int depth(int type) {
    return ExpressionTokens.isOpen(type) ? 1 : ExpressionTokens.isClose(type) ? -1 : 0;
  }

  /** Reads one parameter and what ends it; false if that is not a comma. */
  private boolean parameter() {
    SourceToken name = null;
    boolean star = false;
    int colon = -1;
    int equals = -1;
    int end = -1;
    int depth = 0;
    SourceToken token = lexer.nextToken();
    for (; token.getType() != Token.EOF; token = lexer.nextToken()) {
      int type = token.getType();
      depth += depth(type);
      if (depth < 0 || (depth == 0 && type == ExpressionLexer.COMMA)) {
        break;
      }
      if (name == null) {
        star |= type == ExpressionLexer.STAR || type == ExpressionLexer.POWER;
        name = type == ExpressionLexer.DOTTED ? token : null;
      } else if (depth == 0 && equals < 0 && type == ExpressionLexer.EQ) {
        equals = token.getStopIndex() + 1;
      } else if (depth == 0 && equals < 0 && colon < 0 && type == ExpressionLexer.COLON) {
        colon = token.getStopIndex() + 1;
      }
      end = token.getStopIndex() + 1;
    }
    if (name != null && !star) {
      add(name, colon, equals, end);
    }
    return token.getType() == ExpressionLexer.COMMA;
  }

  private void add(SourceToken name, int colon, int equals, int end) {
    int start = name.getStartIndex();
    parameters.add(
        new Parameter(
            PythonNames.dotted(bytes, start, name.getStopIndex() + 1),
            colon < 0 ? null : slices.folded(colon, equals < 0 ? end : equals - 1),
            equals < 0 ? null : reader.readWhole(equals, end),
            start));
  }

  private void body(int end) {
    int depth = 0;
    int before = ExpressionLexer.LINE;
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      int start = lexer.tokenStart();
      Slice inner = nested.peek();
      if (inner != null && start >= inner.start()) {
        nested.remove();
        lexer.seek(inner.end());
        before = ExpressionLexer.LINE;
        endStatement(start);
        continue;
      }
      depth += depth(type);
      boolean ends = type == ExpressionLexer.LINE || type == ExpressionLexer.SEMI;
      if (depth <= 0 && ends) {
        endStatement(start);
      } else {
        token(type, start, before);
        starts = depth <= 0 && type == ExpressionLexer.COLON;
      }
      before = type;
    }
    endStatement(end);
  }

  private void token(int type, int start, int before) {
    if (type == ExpressionLexer.STRING && starts && empty) {
      docstring = StringValues.of(bytes, start, lexer.tokenEnd());
    } else if (type == ExpressionLexer.DOTTED && before != ExpressionLexer.DOT) {
      name(PythonNames.dotted(bytes, start, lexer.tokenEnd()), start);
    } else if (type == ExpressionLexer.DOTTED) {
      callsBase |= PythonNames.dotted(bytes, start, lexer.tokenEnd()).equals("__init__");
    } else if (type == ExpressionLexer.EQ && value < 0) {
      target = annotated == null ? target : annotated;
      value = target == null ? value : lexer.tokenEnd();
    } else if (type == ExpressionLexer.COLON && target != null && value < 0) {
      annotated = CLAUSES.contains(target) ? null : target;
    }
    if (type != ExpressionLexer.EQ && type != ExpressionLexer.DOTTED && value < 0) {
      target = null;
    }
    empty = false;
  }

  private void name(String name, int start) {
    if (starts && value < 0) {
      returns = name.equals("return");
      value = returns ? lexer.tokenEnd() : value;
      target = name;
    }
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    callsBase |= dot > 0 && last.equals("__init__");
    Call call = functions.contains(last) ? reader.readCall(start, MAX_CALL) : null;
    if (call != null) {
      calls.add(call);
    }
  }

  private void endStatement(int end) {
    if (returns) {
      returned.add(new Slice(value, end));
    } else if (target != null && value >= 0) {
      assignments.add(new Assigned(target, new Slice(value, end)));
    }
    starts = true;
    returns = false;
    target = null;
    annotated = null;
    value = -1;
  }
}
