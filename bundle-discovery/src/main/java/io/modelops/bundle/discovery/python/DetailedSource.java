package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Other;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.FunctionDetails.Slice;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.value.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * One source, for questions that its structure alone does not answer: what functions say, and what
 * expressions look like. This is a second pass, for the few files where it matters. For one thread.
 */
public final class DetailedSource {
  private final byte[] bytes;
  private final Positions positions;
  private final ExpressionTokens lexer;
  private final ExpressionReader reader;
  private final SourceSlices slices;
  private final List<Statement> body;

  private DetailedSource(byte[] bytes, List<Statement> body, Runnable checkpoint) {
    this.bytes = bytes;
    this.body = body;
    this.positions = new Positions(bytes);
    this.lexer = new ExpressionTokens(bytes, checkpoint);
    this.reader = new ExpressionReader(bytes, checkpoint);
    this.slices = new SourceSlices(bytes, reader.folding());
  }

  /**
   * Goes on with a source.
   *
   * @param structure what {@link PythonParser#parse} found in it
   * @param checkpoint called now and then; what it throws reaches the caller
   */
  public static DetailedSource of(byte[] source, SourceStructure structure, Runnable checkpoint) {
    byte[] text =
        source.length > PythonParser.MAX_SIZE ? new byte[0] : SourceText.of(source).utf8();
    return new DetailedSource(text, structure.body(), checkpoint);
  }

  /** Whether a word, of ASCII letters, is anywhere in the source. */
  public boolean mentions(String word) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
  }

  /** See {@link PythonParser#calls}. */
  public List<Expression.Call> calls(Predicate<String> functions) {
    return CallScan.calls(bytes, functions);
  }

  /** The lines that may change what one of some names of the module stands for, in order. */
  public List<ChangeScan.Change> changes(Set<String> names) {
    return new ChangeScan(bytes, lexer, positions, names).run();
  }

  /** Where an expression begins, as a line and a column, in characters. */
  public SourceRange place(String file, Expression expression) {
    int line = positions.line(expression.start());
    return new SourceRange(file, line, positions.column(expression.start()), line);
  }

  /** The statements of the module. */
  public List<Statement> body() {
    return body;
  }

  /** The classes of the file, those in classes, functions and branches too. */
  public List<ClassDefinition> classes() {
    List<ClassDefinition> classes = new ArrayList<>();
    visit(
        body,
        statement -> {
          if (statement instanceof ClassDefinition definition) {
            classes.add(definition);
          }
        });
    return classes;
  }

  /** Shows all statements, those in classes, functions and branches too. */
  public static void visit(List<Statement> statements, Consumer<Statement> visitor) {
    for (Statement statement : statements) {
      visitor.accept(statement);
      if (statement instanceof ClassDefinition definition) {
        visit(definition.body(), visitor);
      } else if (statement instanceof FunctionDefinition definition) {
        visit(definition.body(), visitor);
      } else if (statement instanceof Compound compound) {
        compound.clauses().forEach(clause -> visit(clause.body(), visitor));
      }
    }
  }

  /**
   * What a function says.
   *
   * @param calls the last names of the functions whose calls are wanted
   */
  public FunctionDetails details(FunctionDefinition function, Set<String> calls) {
    List<Slice> nested = new ArrayList<>();
    visit(
        function.body(),
        statement -> {
          if (statement instanceof ClassDefinition inner) {
            addOutermost(inner.line(), inner.endLine(), nested);
          } else if (statement instanceof FunctionDefinition inner) {
            addOutermost(inner.line(), inner.endLine(), nested);
          }
        });
    int end = positions.start(function.endLine() + 1);
    return new FunctionScan(bytes, lexer, reader, slices, calls, nested)
        .run(positions.start(function.line()), end);
  }

  private void addOutermost(int line, int endLine, List<Slice> into) {
    Slice slice = new Slice(positions.start(line), positions.start(endLine + 1));
    if (into.isEmpty() || into.get(into.size() - 1).end() <= slice.start()) {
      into.add(slice);
    }
  }

  /**
   * The functions of the module that return what a call makes, or a name that they gave to that: by
   * the line of each what it calls, dotted.
   */
  public Map<Integer, List<String>> returnedCalls() {
    Map<Integer, List<String>> calls = new HashMap<>();
    visit(
        body,
        statement -> {
          if (statement instanceof FunctionDefinition function) {
            FunctionDetails details = details(function, Set.of());
            Set<String> called = new LinkedHashSet<>();
            for (Slice each : details.returned()) {
              addCalled(expression(each), details, called);
            }
            calls.put(function.line(), List.copyOf(called));
          }
        });
    return calls;
  }

  private void addCalled(
      @Nullable Expression returned, FunctionDetails function, Set<String> into) {
    if (returned instanceof Expression.Call call) {
      into.add(call.name());
    } else if (returned instanceof Expression.Name name) {
      for (FunctionDetails.Assigned each : function.assignments()) {
        if (each.target().equals(name.name())
            && expression(each.value()) instanceof Expression.Call call) {
          into.add(call.name());
        }
      }
    }
  }

  /** The annotation of what an assignment binds, folded; null if it has none. */
  public @Nullable String annotation(Assignment assignment) {
    int from = positions.start(assignment.line());
    lexer.begin(from, bytes.length, Integer.MAX_VALUE);
    int type = lexer.next();
    while (type != Token.EOF && positions.column(lexer.tokenStart()) < assignment.column()) {
      type = lexer.next();
    }
    if (type != ExpressionLexer.DOTTED || lexer.next() != ExpressionLexer.COLON) {
      return null;
    }
    int start = lexer.tokenEnd();
    int end = start;
    int depth = 0;
    for (type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      depth += ExpressionTokens.isOpen(type) ? 1 : ExpressionTokens.isClose(type) ? -1 : 0;
      boolean ends =
          type == ExpressionLexer.EQ
              || type == ExpressionLexer.LINE
              || type == ExpressionLexer.SEMI;
      if (ends && depth == 0) {
        break;
      }
      end = lexer.tokenEnd();
    }
    return slices.folded(start, end);
  }

  /** An expression with the brackets that were left out when it was first read. */
  public Expression whole(Expression expression) {
    boolean unread =
        expression instanceof Other other
            && (other.kind() == Other.Kind.BRACKETS || other.kind() == Other.Kind.UNREAD);
    return unread ? reader.readWhole(expression.start(), expression.end()) : expression;
  }

  /** The expression that a part of the source is; null if there is none. */
  public @Nullable Expression expression(Slice slice) {
    return slices.hasCode(slice.start(), slice.end())
        ? reader.readWhole(slice.start(), slice.end())
        : null;
  }

  /** An expression as written, in parentheses if it is a tuple; folded. */
  public String text(Expression expression) {
    String text = slices.folded(expression.start(), expression.end());
    boolean bare =
        expression instanceof Sequence sequence
            && sequence.kind() == Sequence.Kind.TUPLE
            && !sequence.elements().isEmpty();
    return bare ? "(" + text + ")" : text;
  }

  /** From 1. */
  public int line(int offset) {
    return positions.line(offset);
  }

  /** From 1, in code points. */
  public int column(int offset) {
    return positions.column(offset);
  }
}
