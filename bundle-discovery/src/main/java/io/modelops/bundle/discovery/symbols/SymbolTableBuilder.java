package io.modelops.bundle.discovery.symbols;

import static java.util.Objects.requireNonNull;

import io.modelops.bundle.discovery.python.Docstrings;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.AttributeAssignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.ExportsCall;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Global;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import io.modelops.bundle.discovery.python.Statement.Simultaneous;
import io.modelops.bundle.discovery.python.Statement.Unpacking;
import io.modelops.bundle.discovery.symbols.ClassSymbol.Base;
import io.modelops.bundle.discovery.symbols.Value.Computed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the statements of one file, in order, and notes what they bind. */
public final class SymbolTableBuilder {
  private final Runnable checkpoint;
  private final ValuePool values = new ValuePool();
  private final ScopePool scopes = new ScopePool(values);
  private final List<@Nullable ClassSymbol> classes = new ArrayList<>();
  private final List<ImportUse> imports = new ArrayList<>();
  private final ExportsBuilder exports = new ExportsBuilder();
  private final Branches branches = new Branches(imports, this::enter);
  private Place place;

  private SymbolTableBuilder(Runnable checkpoint) {
    this.checkpoint = checkpoint;
    this.place = Place.module(scopes.open(Scope.Kind.MODULE, null));
  }

  /**
   * Notes what the statements of a file bind.
   *
   * @param literals imports by function calls
   * @param checkpoint called for each statement; what it throws reaches the caller
   */
  public static SymbolTable build(
      SourceStructure structure, Literals literals, Runnable checkpoint) {
    SymbolTableBuilder builder = new SymbolTableBuilder(checkpoint);
    builder.enter(structure.body(), builder.place);
    return builder.table(new CalledImports(literals));
  }

  private SymbolTable table(CalledImports calls) {
    imports.addAll(calls.uses());
    calls.bind(place.flow(), values);
    return new SymbolTable(
        scopes.build(place.flow()),
        values.all(),
        branches.forks(),
        branches.all(),
        classes.stream().map(symbol -> requireNonNull(symbol)).toList(),
        imports,
        calls.computed(),
        exports.build());
  }

  private void enter(List<Statement> statements, Place where) {
    Place outer = place;
    place = where;
    for (Statement statement : statements) {
      checkpoint.run();
      enter(statement);
    }
    place = outer;
  }

  private void enter(Clause clause, Place where) {
    Place outer = place;
    place = where;
    Span span = new Span(clause.line(), 1, clause.line());
    clause.names().forEach(name -> bindAnything(name, span));
    enter(clause.body(), where);
    if (clause.kind() == Clause.Kind.EXCEPT) {
      clause.names().forEach(name -> bind(name, new Value.Deleted(span)));
    }
    place = outer;
  }

  private void enter(Statement statement) {
    if (statement instanceof ClassDefinition definition) {
      enter(definition);
    } else if (statement instanceof FunctionDefinition definition) {
      enter(definition);
    } else if (statement instanceof Import single) {
      enter(single);
    } else if (statement instanceof ImportFrom from) {
      enter(from);
    } else if (statement instanceof Assignment assignment) {
      prepare(assignment).run();
    } else if (statement instanceof Unpacking unpacking) {
      Span span = new Span(unpacking.line(), unpacking.column(), unpacking.line());
      unpacking.names().forEach(name -> bindAnything(name, span));
      if (unpacking.names().contains("__all__") && place.isModule()) {
        exports.addUnknown();
      }
    } else if (statement instanceof ExportsCall call) {
      exports.call(call.value(), place);
    } else if (statement instanceof AttributeAssignment assignment) {
      prepare(assignment).run();
    } else if (statement instanceof Simultaneous all) {
      enter(all);
    } else if (statement instanceof Global global && !place.isModule()) {
      place.globals().addAll(global.names());
    } else if (statement instanceof Deletion deletion) {
      Span span = new Span(deletion.line(), 1, deletion.line());
      deletion.names().forEach(name -> bind(name, new Value.Deleted(span)));
    } else if (statement instanceof Compound compound) {
      branches.enter(compound, place);
    }
  }

  private void bind(String name, Value.Definition value) {
    if (place.globals().contains(name)) {
      scopes.bindLater(name, values.add(value));
    } else if (place.binds()) {
      place.flow().bind(name, values.add(value));
    }
  }

  private void bindAnything(String name, Span span) {
    bind(name, new Computed(Computed.Kind.ANYTHING, place.prefix() + name, -1, span));
  }

  private void enter(ClassDefinition definition) {
    String name = place.prefix() + definition.name();
    Span span = new Span(definition.line(), definition.column(), definition.endLine());
    int index = classes.size();
    classes.add(null);
    List<Base> bases = ClassHeader.bases(definition, place.flow());
    List<Integer> decorators = decorators(definition.decorators());
    Flow body = scopes.open(Scope.Kind.CLASS, place.flow());
    enter(definition.body(), place.inClass(body, name + ".", index));
    scopes.close(body);
    classes.set(
        index,
        new ClassSymbol(
            name,
            span,
            place.type(),
            body.scope(),
            place.branch(),
            place.function(),
            bases,
            decorators,
            !definition.typeParameters().isEmpty(),
            Docstrings.firstLine(definition.docstring())));
    bind(definition.name(), new Value.Type(index, body.scope(), span));
  }

  /** What the names of decorators stand for. */
  private List<Integer> decorators(List<Expression> decorators) {
    return decorators.stream()
        .filter(each -> !each.name().isEmpty())
        .map(each -> place.flow().readDotted(each.name()))
        .toList();
  }

  private void enter(FunctionDefinition definition) {
    String name = place.prefix() + definition.name();
    List<Integer> decorators = place.binds() ? decorators(definition.decorators()) : List.of();
    Span span = new Span(definition.line(), definition.column(), definition.endLine());
    bind(definition.name(), new Value.Function(name, definition.signature(), decorators, span));
    var function = new ClassSymbol.Function(definition.name(), definition.line());
    String below = name + ".<locals>.";
    if (LocalClasses.areIn(definition.body())) {
      Flow body = scopes.open(Scope.Kind.FUNCTION, place.flow());
      enter(definition.body(), place.inFunction(body, below, function, true));
      scopes.close(body);
    } else {
      Flow body = place.binds() ? scopes.unbound(place.flow()) : place.flow();
      enter(definition.body(), place.inFunction(body, below, function, false));
    }
  }

  private void enter(Import single) {
    Span span = new Span(single.line(), single.column(), single.line());
    String alias = single.alias();
    String first = single.module().split("\\.", 2)[0];
    addImport(0, single.module(), List.of(), false, span);
    bind(
        alias == null ? first : alias,
        new Value.Imported(0, alias == null ? first : single.module(), null, span));
  }

  private void enter(ImportFrom from) {
    Span span = new Span(from.line(), from.column(), from.line());
    List<String> names = from.names().stream().map(ImportedName::name).toList();
    addImport(from.level(), from.module(), names, from.isStar(), span);
    if (from.isStar() && place.binds()) {
      place.flow().star(from.level(), from.module(), span);
    }
    for (ImportedName each : from.names()) {
      bind(each.alias(), new Value.Imported(from.level(), from.module(), each.name(), span));
      if (each.alias().equals("__all__") && place.isModule()) {
        exports.addModule(values.add(new Value.Imported(from.level(), from.module(), null, span)));
      }
    }
  }

  private void addImport(int level, String module, List<String> names, boolean star, Span span) {
    imports.add(new ImportUse(level, module, names, star, place.guarded(), place.branch(), span));
  }

  /** Looks the values up now; what is returned binds the names. */
  private Runnable prepare(Statement statement) {
    if (statement instanceof Assignment assignment) {
      return prepare(assignment);
    }
    return statement instanceof AttributeAssignment assignment
        ? prepare(assignment)
        : () -> enter(statement);
  }

  private Runnable prepare(Assignment assignment) {
    Expression value = assignment.value();
    if (value == null) {
      return () -> {};
    }
    if (assignment.targets().contains("__all__") && place.isModule()) {
      exports.add(value, place.flow());
    }
    Span span = new Span(assignment.line(), assignment.column(), assignment.line());
    Map<String, Value.Definition> bound = new LinkedHashMap<>();
    for (String target : assignment.targets()) {
      boolean known = place.binds() && !assignment.augmented();
      bound.put(
          target,
          known
              ? Assigned.value(value, place.flow(), place.prefix() + target, span)
              : new Computed(Computed.Kind.ANYTHING, place.prefix() + target, -1, span));
    }
    return () -> bound.forEach(this::bind);
  }

  private void enter(Simultaneous all) {
    List<Runnable> bindings = new ArrayList<>();
    all.parts().forEach(part -> bindings.add(prepare(part)));
    bindings.forEach(Runnable::run);
  }

  /** {@code A.simulate = f} in the scope that A is defined in. */
  private Runnable prepare(AttributeAssignment assignment) {
    String name = assignment.attribute();
    Span span = new Span(assignment.line(), assignment.column(), assignment.line());
    String qualified = place.prefix() + assignment.object() + "." + name;
    if (!place.binds()) {
      return () -> {};
    }
    Value.Definition value = Assigned.value(assignment.value(), place.flow(), qualified, span);
    return () -> bindAttribute(assignment.object(), name, value);
  }

  private void bindAttribute(String object, String name, Value.Definition definition) {
    Value.Type type = type(object);
    if (type == null) {
      return;
    }
    int value = values.add(definition);
    if (place.branch() != requireNonNull(classes.get(type.index())).branch()) {
      Branch branch = branches.get(place.branch());
      int before = scopes.last(type.scope(), name);
      value =
          values.choice(branch.fork(), before, List.of(new Value.Arrival(branch.index(), value)));
    }
    scopes.bindAttribute(type.scope(), name, value);
  }

  private Value.@Nullable Type type(String dotted) {
    String[] components = dotted.split("\\.", -1);
    int value = place.flow().here(components[0]);
    for (int i = 1; i < components.length; i++) {
      value =
          values.get(value) instanceof Value.Type outer
              ? scopes.last(outer.scope(), components[i])
              : SymbolTable.UNBOUND;
    }
    return values.get(value) instanceof Value.Type type ? type : null;
  }
}
