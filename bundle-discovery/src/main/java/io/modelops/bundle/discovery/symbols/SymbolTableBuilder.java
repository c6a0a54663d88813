package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Literal;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.Block;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import io.modelops.bundle.discovery.symbols.ClassSymbol.Base;
import io.modelops.bundle.discovery.symbols.Flow.End;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Goes through the statements of one file, in order, and notes what they bind. */
public final class SymbolTableBuilder {
  private static final Fork OPEN = new Fork(List.of(Condition.Fixed.OPEN));
  private static final int OPEN_FORK = 0;
  private static final Pattern MODULE =
      Pattern.compile("\\.*\\w+(\\.\\w+)*", Pattern.UNICODE_CHARACTER_CLASS);

  private final Runnable checkpoint;
  private final ValuePool values = new ValuePool();
  private final List<@Nullable Scope> scopes = new ArrayList<>();
  private final List<Fork> forks = new ArrayList<>();
  private final List<Branch> branches = new ArrayList<>();
  private final List<@Nullable ClassSymbol> classes = new ArrayList<>();
  private final List<ImportUse> imports = new ArrayList<>();
  private final ExportsBuilder exports = new ExportsBuilder();
  private Place place;

  /**
   * Where a statement stands.
   *
   * @param prefix of qualified names
   * @param type the class whose body it is; -1 for others
   * @param binds whether the names of the scope are of interest; those of a function that holds no
   *     class are not
   */
  private record Place(
      Flow flow,
      String prefix,
      int type,
      ClassSymbol.@Nullable Function function,
      int branch,
      boolean guarded,
      boolean binds) {
    Place inClass(Flow body, String below, int index) {
      return new Place(body, below, index, function, branch, guarded, true);
    }

    Place inFunction(Flow body, String below, ClassSymbol.Function around, boolean bound) {
      return new Place(body, below, -1, around, branch, false, bound);
    }

    Place in(int inner, boolean tried) {
      return new Place(flow, prefix, type, function, inner, guarded || tried, binds);
    }
  }

  private SymbolTableBuilder(Runnable checkpoint) {
    this.checkpoint = checkpoint;
    this.forks.add(OPEN);
    this.branches.add(new Branch(SymbolTable.ALWAYS, -1, 0, 0));
    this.place = new Place(open(Scope.Kind.MODULE, null), "", -1, null, 0, false, true);
  }

  /**
   * @param literals those of kind {@link Literal.Kind#MODULE} are imports, too
   * @param checkpoint called now and then; what it throws reaches the caller
   */
  public static SymbolTable build(
      SourceStructure structure, List<Literal> literals, Runnable checkpoint) {
    SymbolTableBuilder builder = new SymbolTableBuilder(checkpoint);
    builder.enterStatements(structure.body());
    literals.forEach(builder::enter);
    return builder.table();
  }

  private SymbolTable table() {
    close(place.flow());
    return new SymbolTable(
        scopes.stream().map(java.util.Objects::requireNonNull).toList(),
        values.all(),
        forks,
        branches,
        classes.stream().map(java.util.Objects::requireNonNull).toList(),
        imports,
        exports.build());
  }

  private Flow open(Scope.Kind kind, @Nullable Flow around) {
    scopes.add(null);
    return new Flow(kind, scopes.size() - 1, around, values);
  }

  private void close(Flow flow) {
    scopes.set(flow.scope(), flow.end());
  }

  private void enterStatements(List<Statement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      checkpoint.run();
      Statement statement = statements.get(i);
      if (statement instanceof Block block) {
        int end = i + 1;
        while (end < statements.size()
            && statements.get(end) instanceof Block next
            && continues(block, next)) {
          end++;
        }
        enter(statements.subList(i, end).stream().map(Block.class::cast).toList());
        i = end - 1;
      } else if (statement instanceof ClassDefinition definition) {
        enter(definition);
      } else if (statement instanceof FunctionDefinition definition) {
        enter(definition);
      } else if (statement instanceof Import single) {
        enter(single);
      } else if (statement instanceof ImportFrom from) {
        enter(from);
      } else if (statement instanceof Assignment assignment) {
        enter(assignment);
      } else if (statement instanceof Deletion deletion) {
        Span span = new Span(deletion.line(), 1, deletion.line());
        deletion.names().forEach(name -> bind(name, new Value.Deleted(span)));
      }
    }
  }

  private static boolean continues(Block first, Block next) {
    return switch (next.kind()) {
      case ELIF, ELSE, EXCEPT, FINALLY -> true;
      case CASE -> first.kind() == Block.Kind.CASE;
      default -> false;
    };
  }

  private void bind(String name, Value value) {
    if (place.binds()) {
      place.flow().bind(name, values.add(value));
    }
  }

  private void enter(ClassDefinition definition) {
    Place outer = place;
    String name = outer.prefix() + definition.name();
    Span span = new Span(definition.line(), definition.column(), definition.endLine());
    int index = classes.size();
    classes.add(null);
    List<Base> bases = bases(definition);
    Flow body = open(Scope.Kind.CLASS, outer.flow());
    place = outer.inClass(body, name + ".", index);
    enterStatements(definition.body());
    close(body);
    place = outer;
    classes.set(
        index,
        new ClassSymbol(
            name,
            span,
            outer.type(),
            body.scope(),
            outer.branch(),
            outer.function(),
            bases,
            firstLine(definition.docstring())));
    bind(definition.name(), new Value.Type(index, span));
  }

  private List<Base> bases(ClassDefinition definition) {
    List<Base> bases = new ArrayList<>();
    for (Statement.Argument argument : definition.arguments()) {
      if (argument.keyword() == null && argument.stars() < 2) {
        Statement.Expression value = argument.value();
        boolean named = argument.stars() == 0 && isAlias(value);
        int stands = named ? place.flow().readDotted(value.name()) : -1;
        boolean subscripted = value.kind() == Statement.Expression.Kind.SUBSCRIPT;
        bases.add(new Base(argument.stars(), value.text(), stands, subscripted));
      }
    }
    return List.copyOf(bases);
  }

  private static @Nullable String firstLine(@Nullable String docstring) {
    return docstring == null
        ? null
        : docstring
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse(null);
  }

  private void enter(FunctionDefinition definition) {
    Place outer = place;
    String name = outer.prefix() + definition.name();
    List<Integer> decorators = new ArrayList<>();
    if (outer.binds()) {
      for (Statement.Expression decorator : definition.decorators()) {
        if (!decorator.name().isEmpty()) {
          decorators.add(outer.flow().readDotted(decorator.name()));
        }
      }
    }
    Span span = new Span(definition.line(), definition.column(), definition.endLine());
    bind(
        definition.name(),
        new Value.Function(name, definition.signature(), List.copyOf(decorators), span));
    String below = name + ".<locals>.";
    var function = new ClassSymbol.Function(definition.name(), definition.line());
    if (holdsClass(definition.body())) {
      Flow body = open(Scope.Kind.FUNCTION, outer.flow());
      place = outer.inFunction(body, below, function, true);
      enterStatements(definition.body());
      close(body);
    } else {
      Flow body =
          outer.binds() ? new Flow(Scope.Kind.FUNCTION, -1, outer.flow(), values) : outer.flow();
      place = outer.inFunction(body, below, function, false);
      enterStatements(definition.body());
    }
    place = outer;
  }

  private static boolean holdsClass(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof ClassDefinition
          || (statement instanceof Block block && holdsClass(block.body()))
          || (statement instanceof FunctionDefinition inner && holdsClass(inner.body()))) {
        return true;
      }
    }
    return false;
  }

  private void enter(Import single) {
    Span span = new Span(single.line(), single.column(), single.line());
    String alias = single.alias();
    String first = single.module().split("\\.", 2)[0];
    imports.add(
        new ImportUse(0, single.module(), List.of(), false, place.guarded(), place.branch(), span));
    bind(
        alias == null ? first : alias,
        new Value.Imported(0, alias == null ? first : single.module(), null, span));
  }

  private void enter(Literal literal) {
    if (literal.kind() == Literal.Kind.MODULE && MODULE.matcher(literal.value()).matches()) {
      int level = 0;
      while (literal.value().charAt(level) == '.') {
        level++;
      }
      Span span = new Span(literal.line(), literal.column(), literal.line());
      String module = literal.value().substring(level);
      imports.add(new ImportUse(level, module, List.of(), false, false, SymbolTable.ALWAYS, span));
    }
  }

  private void enter(ImportFrom from) {
    Span span = new Span(from.line(), from.column(), from.line());
    imports.add(
        new ImportUse(
            from.level(),
            from.module(),
            from.names().stream().map(ImportedName::name).toList(),
            from.isStar(),
            place.guarded(),
            place.branch(),
            span));
    if (from.isStar() && place.binds()) {
      place.flow().star(from.level(), from.module(), span);
    }
    for (ImportedName each : from.names()) {
      bind(each.alias(), new Value.Imported(from.level(), from.module(), each.name(), span));
    }
  }

  private void enter(Assignment assignment) {
    Statement.Expression value = assignment.value();
    if (value == null || !place.binds()) {
      return;
    }
    boolean module = place.flow().kind() == Scope.Kind.MODULE;
    if (module && assignment.targets().contains("__all__")) {
      exports.assigned(value.text());
    }
    if (assignment.augmented()) {
      return; // binds nothing new
    }
    Span span = new Span(assignment.line(), assignment.column(), assignment.line());
    for (String target : assignment.targets()) {
      bind(target, value(value, place.prefix() + target, span));
    }
  }

  private Value value(Statement.Expression value, String name, Span span) {
    if (isAlias(value)) {
      return new Value.Alias(place.flow().readDotted(value.name()), span);
    }
    int function =
        value.kind() == Statement.Expression.Kind.CALL && !value.name().isEmpty()
            ? place.flow().readDotted(value.name())
            : -1;
    Value.Computed.Kind kind =
        switch (value.kind()) {
          case NONE -> Value.Computed.Kind.NONE;
          case CONSTANT -> Value.Computed.Kind.STRING;
          case CALL -> Value.Computed.Kind.CALL;
          default -> Value.Computed.Kind.ANYTHING;
        };
    return new Value.Computed(kind, name, function, span);
  }

  private static boolean isAlias(Statement.Expression value) {
    return !value.name().isEmpty()
        && (value.kind() == Statement.Expression.Kind.NAME
            || value.kind() == Statement.Expression.Kind.SUBSCRIPT);
  }

  private void enter(List<Block> group) {
    switch (group.get(0).kind()) {
      case TRY -> enterTry(group);
      case WITH -> enterAll(group);
      case LOOP -> {
        for (Block block : group) {
          place.flow().join(OPEN_FORK, List.of(branch(block, OPEN_FORK, 0)));
        }
      }
      default -> enterBranches(group);
    }
  }

  private void enterAll(List<Block> blocks) {
    blocks.forEach(block -> enterStatements(block.body()));
  }

  private void enterBranches(List<Block> group) {
    int fork = forks.size();
    boolean decided = group.get(0).kind() == Block.Kind.IF;
    forks.add(
        new Fork(
            group.stream()
                .map(block -> decided ? condition(block) : Condition.Fixed.OPEN)
                .toList()));
    List<End> ends = new ArrayList<>();
    for (Block block : group) {
      ends.add(branch(block, fork, ends.size()));
    }
    place.flow().join(fork, ends);
  }

  private Condition condition(Block block) {
    return Conditions.of(block.condition(), place.flow());
  }

  /** A handler runs after any part of what is tried, and only if something in there can fail. */
  private void enterTry(List<Block> group) {
    List<Block> handlers = kind(group, Block.Kind.EXCEPT);
    List<Block> tried = new ArrayList<>(kind(group, Block.Kind.TRY));
    tried.addAll(kind(group, Block.Kind.ELSE));
    if (handlers.isEmpty()) {
      enterAll(tried);
    } else {
      int fork = forks.size();
      forks.add(OPEN);
      int from = imports.size();
      Place outer = place;
      branches.add(new Branch(outer.branch(), fork, handlers.size(), tried.get(0).line()));
      place = outer.in(branches.size() - 1, true);
      End body = outer.flow().branch(() -> enterAll(tried));
      place = outer;
      Condition fails = fails(from);
      List<Condition> conditions = new ArrayList<>();
      handlers.forEach(handler -> conditions.add(fails));
      conditions.add(Condition.Fixed.TRUE);
      forks.set(fork, new Fork(conditions));
      outer.flow().join(OPEN_FORK, List.of(body));
      List<End> ends = new ArrayList<>();
      for (Block handler : handlers) {
        ends.add(branch(handler, fork, ends.size()));
      }
      ends.add(body);
      outer.flow().join(fork, ends);
    }
    enterAll(kind(group, Block.Kind.FINALLY));
  }

  /** When one of the imports from a number on fails. */
  private Condition fails(int from) {
    return from == imports.size()
        ? Condition.Fixed.OPEN
        : new Condition.ImportFails(IntStream.range(from, imports.size()).boxed().toList());
  }

  private static List<Block> kind(List<Block> group, Block.Kind kind) {
    return group.stream().filter(block -> block.kind() == kind).toList();
  }

  private End branch(Block block, int fork, int index) {
    Place outer = place;
    branches.add(new Branch(outer.branch(), fork, index, block.line()));
    place = outer.in(branches.size() - 1, false);
    End end = outer.flow().branch(() -> enterStatements(block.body()));
    place = outer;
    return end;
  }
}
