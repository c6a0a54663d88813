package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Puts the clauses of one statement together and reads their headers. */
final class Compounds {

  /**
   * A clause whose header has not been read.
   *
   * @param imports whether an import is in the body, at any depth
   */
  record Part(
      Token keyword, int line, int headerEnd, int end, boolean imports, List<Statement> body) {}

  private final SourceSlices source;
  private final ExpressionReader reader;

  Compounds(SourceSlices source, ExpressionReader reader) {
    this.source = source;
    this.reader = reader;
  }

  /** Whether a clause belongs to the statement before it. */
  static boolean continues(StructureParser.ClauseContext clause) {
    return switch (clause.getStart().getType()) {
      case StructureParser.IF, StructureParser.TRY, StructureParser.LOOP, StructureParser.WITH ->
          false;
      default -> true;
    };
  }

  /**
   * The statement that has these clauses. The list is empty afterwards.
   *
   * @param read whether all headers matter
   */
  Compound build(List<Part> parts, boolean read) {
    Part first = parts.get(0);
    boolean conditions = read;
    for (Part part : parts) {
      conditions |= part.imports();
    }
    List<Clause> clauses = new ArrayList<>(parts.size());
    for (Part part : parts) {
      clauses.add(clause(part, read, conditions));
    }
    parts.clear();
    return new Compound(kind(first.keyword().getType()), List.copyOf(clauses), first.line());
  }

  private static Compound.Kind kind(int type) {
    return switch (type) {
      case StructureParser.TRY, StructureParser.EXCEPT, StructureParser.FINALLY ->
          Compound.Kind.TRY;
      case StructureParser.LOOP -> Compound.Kind.LOOP;
      case StructureParser.WITH -> Compound.Kind.WITH;
      case StructureParser.CASE -> Compound.Kind.MATCH;
      default -> Compound.Kind.IF;
    };
  }

  private Clause clause(Part part, boolean read, boolean conditions) {
    Token keyword = part.keyword();
    int from = keyword.getStopIndex() + 1;
    int end = part.headerEnd();
    Clause.Kind kind = kind(keyword);
    Expression expression = null;
    List<String> names = List.of();
    switch (kind) {
      case IF, ELIF, WHILE -> expression = conditions ? reader.read(from, end) : unread(from, end);
      case FOR -> names = read ? reader.loopTargets(from, end) : names;
      case WITH, EXCEPT -> {
        if (read && !source.endsWithColon(from)) {
          Expression items = reader.read(from, end);
          names = reader.namesAfterAs();
          expression = kind == Clause.Kind.EXCEPT ? withoutStar(items) : null;
        }
      }
      case CASE -> {
        ExpressionReader.Pattern pattern = reader.pattern(from, end);
        names = pattern.names();
        kind = pattern.irrefutable() ? Clause.Kind.CASE_ANY : kind;
      }
      default -> {}
    }
    boolean loop = kind == Clause.Kind.FOR || kind == Clause.Kind.WHILE;
    boolean repeats = loop && read && !source.endsInLeaving(end, part.end());
    return new Clause(kind, expression, names, part.line(), repeats, part.body());
  }

  /** In {@code except* E}, the star belongs to the keyword. */
  private static Expression withoutStar(Expression caught) {
    return caught instanceof Expression.Starred starred ? starred.value() : caught;
  }

  private static Expression unread(int from, int end) {
    return new Expression.Other(Expression.Other.Kind.UNREAD, from, end);
  }

  private Clause.Kind kind(Token keyword) {
    return switch (keyword.getType()) {
      case StructureParser.IF -> Clause.Kind.IF;
      case StructureParser.ELIF -> Clause.Kind.ELIF;
      case StructureParser.ELSE -> Clause.Kind.ELSE;
      case StructureParser.TRY -> Clause.Kind.TRY;
      case StructureParser.EXCEPT -> Clause.Kind.EXCEPT;
      case StructureParser.FINALLY -> Clause.Kind.FINALLY;
      case StructureParser.WITH -> Clause.Kind.WITH;
      case StructureParser.CASE -> Clause.Kind.CASE;
      default ->
          source.startsWith('w', keyword.getStartIndex()) ? Clause.Kind.WHILE : Clause.Kind.FOR;
    };
  }
}
