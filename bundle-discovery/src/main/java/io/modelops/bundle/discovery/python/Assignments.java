package io.modelops.bundle.discovery.python;

import static java.util.Objects.requireNonNull;

import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.Expression.Starred;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.AttributeAssignment;
import io.modelops.bundle.discovery.python.Statement.Simultaneous;
import io.modelops.bundle.discovery.python.Statement.Unpacking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
      List<Statement> assigned = new ArrayList<>();
      add(target, requireNonNull(value), assigned);
      if (mixes(assigned)) {
        into.add(new Simultaneous(List.copyOf(assigned), line));
      } else {
        into.addAll(assigned);
      }
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
        && right.kind() != Sequence.Kind.SET) {
      addPairs(left.elements(), right, into);
    } else {
      List<String> unpacked = Targets.names(target);
      if (!unpacked.isEmpty()) {
        into.add(new Unpacking(unpacked, value, line, column));
      }
    }
  }

  /** Pairs from both ends, as far as no star hides how many elements there are. */
  private void addPairs(List<Expression> left, Sequence whole, List<Statement> into) {
    List<Expression> right = whole.elements();
    int from = 0;
    int end = left.size();
    int rightEnd = right.size();
    while (from < end && from < rightEnd && pairs(left.get(from), right.get(from))) {
      add(left.get(from), right.get(from), into);
      from++;
    }
    while (from < end && from < rightEnd && pairs(left.get(end - 1), right.get(rightEnd - 1))) {
      end--;
      rightEnd--;
    }
    if (from + 1 == end && left.get(from) instanceof Starred rest) {
      List<Expression> elements = right.subList(from, rightEnd);
      add(
          rest.value(),
          new Sequence(Sequence.Kind.LIST, elements, whole.start(), whole.end()),
          into);
    } else {
      List<String> names = new ArrayList<>();
      left.subList(from, end).forEach(each -> Targets.addNames(each, names));
      if (!names.isEmpty()) {
        into.add(new Unpacking(names, whole, line, column));
      }
    }
    for (int i = end; i < left.size(); i++) {
      add(left.get(i), right.get(rightEnd + i - end), into);
    }
  }

  private static boolean pairs(Expression left, Expression right) {
    return !(left instanceof Starred) && !(right instanceof Starred);
  }

  /** Whether a value is looked up under a name that an earlier part binds. */
  private static boolean mixes(List<Statement> parts) {
    Set<String> bound = new HashSet<>();
    for (Statement part : parts) {
      if (part instanceof Assignment assignment) {
        if (assignment.value() != null && bound.contains(first(assignment.value()))) {
          return true;
        }
        bound.addAll(assignment.targets());
      } else if (part instanceof Unpacking unpacking) {
        bound.addAll(unpacking.names());
      } else if (part instanceof AttributeAssignment attribute
          && bound.contains(first(attribute.value()))) {
        return true;
      }
    }
    return false;
  }

  private static String first(Expression value) {
    return value.name().split("\\.", 2)[0];
  }

  private static Token symbol(ParseTree leaf) {
    return ((TerminalNode) leaf).getSymbol();
  }
}
