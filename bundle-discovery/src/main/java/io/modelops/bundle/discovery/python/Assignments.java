package io.modelops.bundle.discovery.python;

import static java.util.Objects.requireNonNull;

import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.Expression.Starred;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.AttributeAssignment;
import io.modelops.bundle.discovery.python.Statement.Unpacking;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** One assignment with all its targets, to statements. */
final class Assignments {

  private final SourceSlices source;
  private final ExpressionReader reader;
  private final int line;
  private final int column;
  private final List<String> names = new ArrayList<>();
  private final List<Expression> others = new ArrayList<>();

  Assignments(SourceSlices source, ExpressionReader reader, int line, int column) {
    this.source = source;
    this.reader = reader;
    this.line = line;
    this.column = column;
  }

  /**
   * Adds the statements.
   *
   * @param parts the targets' tokens
   * @param end where the value ends
   * @param read whether the value and targets that are no plain names matter
   */
  void add(List<ParseTree> parts, int end, boolean read, List<Statement> into) {
    Token first = symbol(parts.get(0));
    if (!read && isPattern(first)) {
      return;
    }
    int start = first.getStopIndex() + 1;
    boolean annotated = first.getType() == StructureParser.ANNOTATED;
    boolean augmented = first.getType() == StructureParser.AUGMENTED;
    addTarget(first);
    for (int i = 1; i < parts.size(); i++) {
      Token token = symbol(parts.get(i));
      if (token.getType() != StructureParser.EQ) {
        addTarget(token);
      } else if (!annotated && read) {
        addTarget(reader.read(start, token.getStartIndex()));
      }
      start = token.getStopIndex() + 1;
    }
    Expression value =
        annotated && parts.size() == 1 ? null : value(start, Math.min(end, source.length()), read);
    if (!names.isEmpty()) {
      into.add(new Assignment(List.copyOf(names), augmented, value, line, column));
    }
    for (Expression target : others) {
      add(target, requireNonNull(value), into);
    }
  }

  private Expression value(int start, int end, boolean read) {
    if (!read) {
      return new Expression.Other(Expression.Other.Kind.UNREAD, start, end);
    }
    return names.contains("__all__") ? reader.readWhole(start, end) : reader.read(start, end);
  }

  private static boolean isPattern(Token token) {
    return token.getType() == StructureParser.UNPACKED;
  }

  private void addTarget(Token token) {
    int from = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    if (isPattern(token)) {
      addTarget(reader.read(from, source.lastIndexOf('=', end)));
    } else {
      names.add(source.firstName(from, end));
    }
  }

  private void addTarget(Expression target) {
    if (target instanceof Name name && Targets.isPlain(name.name())) {
      names.add(name.name());
    } else {
      others.add(target);
    }
  }

  private void add(Expression target, Expression value, List<Statement> into) {
    if (target instanceof Name name) {
      int dot = name.name().lastIndexOf('.');
      into.add(
          Targets.isPlain(name.name())
              ? new Assignment(List.of(name.name()), false, value, line, column)
              : new AttributeAssignment(
                  name.name().substring(0, dot),
                  name.name().substring(dot + 1),
                  value,
                  line,
                  column));
    } else if (target instanceof Sequence left
        && value instanceof Sequence right
        && pairs(left, right)) {
      for (int i = 0; i < left.elements().size(); i++) {
        add(left.elements().get(i), right.elements().get(i), into);
      }
    } else {
      List<String> unpacked = Targets.names(target);
      if (!unpacked.isEmpty()) {
        into.add(new Unpacking(unpacked, value, line, column));
      }
    }
  }

  private static boolean pairs(Sequence left, Sequence right) {
    return left.elements().size() == right.elements().size()
        && right.kind() != Sequence.Kind.SET
        && left.elements().stream().noneMatch(Starred.class::isInstance)
        && right.elements().stream().noneMatch(Starred.class::isInstance);
  }

  private static Token symbol(ParseTree leaf) {
    return ((TerminalNode) leaf).getSymbol();
  }
}
