package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.symbols.Flow.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Goes through the branches of compound statements. */
final class Branches {
  /** A fork whose only branch may run or not. */
  static final int OPEN = 0;

  private final List<Fork> forks = new ArrayList<>();
  private final List<Branch> branches = new ArrayList<>();
  private final List<ImportUse> imports;
  private final BiConsumer<Clause, Place> enter;

  /**
   * @param imports those of the file so far
   * @param enter goes through a clause at a place
   */
  Branches(List<ImportUse> imports, BiConsumer<Clause, Place> enter) {
    this.imports = imports;
    this.enter = enter;
    forks.add(new Fork(List.of(Condition.Fixed.OPEN)));
    branches.add(new Branch(SymbolTable.ALWAYS, -1, 0, 0));
  }

  List<Fork> forks() {
    return forks;
  }

  List<Branch> all() {
    return branches;
  }

  Branch get(int number) {
    return branches.get(number);
  }

  void enter(Compound compound, Place place) {
    switch (compound.kind()) {
      case IF, MATCH -> enterAlternatives(compound.clauses(), place);
      case LOOP -> compound.clauses().forEach(clause -> enterAlternatives(List.of(clause), place));
      case TRY -> enterTry(compound.clauses(), place);
      case WITH -> compound.clauses().forEach(clause -> enter.accept(clause, place));
    }
  }

  private void enterAlternatives(List<Clause> clauses, Place place) {
    List<Condition> conditions = new ArrayList<>();
    for (Clause clause : clauses) {
      conditions.add(condition(clause, clauses.size() == 1, place.flow()));
    }
    int fork = forks.size();
    forks.add(new Fork(conditions));
    List<End> ends = new ArrayList<>();
    for (Clause clause : clauses) {
      ends.add(branch(clause, fork, ends.size(), place));
    }
    place.flow().join(fork, ends);
  }

  private static Condition condition(Clause clause, boolean alone, Flow flow) {
    Expression expression = clause.expression();
    return switch (clause.kind()) {
      case IF, ELIF, WHILE ->
          expression == null ? Condition.Fixed.OPEN : new Conditions(flow).of(expression);
      case ELSE -> alone ? Condition.Fixed.OPEN : Condition.Fixed.TRUE;
      case CASE_ANY -> Condition.Fixed.TRUE;
      default -> Condition.Fixed.OPEN;
    };
  }

  private End branch(Clause clause, int fork, int index, Place place) {
    branches.add(new Branch(place.branch(), fork, index, clause.line()));
    Place inside = place.inBranch(branches.size() - 1, clause.kind() == Clause.Kind.TRY);
    Set<String> again = clause.repeats() && place.binds() ? BoundNames.of(clause) : Set.of();
    Runnable statements = () -> enter.accept(clause, inside);
    return again.isEmpty() ? place.flow().branch(statements) : place.flow().loop(again, statements);
  }

  /** A handler runs after any part of what is tried, and only if something in there can fail. */
  private void enterTry(List<Clause> clauses, Place place) {
    Clause tried = clauses.get(0);
    List<Clause> handlers = kind(clauses, Clause.Kind.EXCEPT);
    List<Clause> rest = kind(clauses, Clause.Kind.ELSE);
    Flow flow = place.flow();
    int fork = forks.size();
    forks.add(forks.get(OPEN));
    branches.add(new Branch(place.branch(), fork, handlers.size(), tried.line()));
    Place inside = place.inBranch(branches.size() - 1, true);
    int from = imports.size();
    List<Condition> conditions = new ArrayList<>();
    End body =
        flow.branch(
            () -> {
              enter.accept(tried, inside);
              Condition fails = fails(tried, from);
              handlers.forEach(handler -> conditions.add(fails));
              rest.forEach(clause -> enter.accept(clause, inside));
            });
    conditions.add(Condition.Fixed.TRUE);
    forks.set(fork, new Fork(conditions));
    if (!handlers.isEmpty()) {
      flow.join(OPEN, List.of(body));
    }
    List<End> ends = new ArrayList<>();
    for (Clause handler : handlers) {
      ends.add(branch(handler, fork, ends.size(), place));
    }
    ends.add(body);
    flow.join(fork, ends);
    kind(clauses, Clause.Kind.FINALLY).forEach(clause -> enter.accept(clause, place));
  }

  /** When what is tried fails: if only imports can, when one of those from a number on does. */
  private Condition fails(Clause tried, int from) {
    boolean known = imports.size() > from && tried.body().stream().noneMatch(Branches::mayFail);
    return known
        ? new Condition.ImportFails(IntStream.range(from, imports.size()).boxed().toList())
        : Condition.Fixed.OPEN;
  }

  /** Whether a statement may fail that is no import. */
  private static boolean mayFail(Statement statement) {
    if (statement instanceof Statement.Simultaneous all) {
      return all.parts().stream().anyMatch(Branches::mayFail);
    }
    if (statement instanceof Assignment assignment) {
      Expression value = assignment.value();
      return !(value == null
          || value instanceof Expression.Constant
          || (value instanceof Expression.Name name && name.name().indexOf('.') < 0));
    }
    return !(statement instanceof Statement.Import
        || statement instanceof Statement.ImportFrom
        || statement instanceof Statement.ClassDefinition
        || statement instanceof Statement.FunctionDefinition);
  }

  private static List<Clause> kind(List<Clause> clauses, Clause.Kind kind) {
    return clauses.stream().filter(clause -> clause.kind() == kind).toList();
  }
}
