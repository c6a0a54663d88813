package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Senses.Sense;
import io.modelops.bundle.discovery.symbols.Scope;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.discovery.symbols.Value;
import io.modelops.bundle.discovery.symbols.Value.Computed;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what names mean, by reading alone. */
final class Resolver extends Solver<Question, Senses> {
  private final Program program;
  private final Modules names;
  private final ImportedModules imports;
  private final ImportPlaces places;
  private final Liveness liveness;
  private final ExportedNames exports;

  Resolver(Program program, Runnable checkpoint) {
    super(Senses.NONE, program.reads(), checkpoint);
    this.program = program;
    this.names = program.names();
    this.imports = new ImportedModules(program);
    this.places = new ImportPlaces(program, this);
    this.liveness = new Liveness(program, this);
    this.exports = new ExportedNames(program, this);
  }

  Program program() {
    return program;
  }

  Liveness liveness() {
    return liveness;
  }

  /** What a value of a module stands for. */
  Senses senses(int module, int value) {
    return ask(new Question.Of(module, value));
  }

  @Override
  Senses compute(Question question) {
    if (question instanceof Question.Of of) {
      return value(of.module(), program.table(of.module()).value(of.value()));
    } else if (question instanceof Question.Member member) {
      return member(member.module(), member.name());
    } else if (question instanceof Question.Exported exported) {
      return exports.of(exported.module(), exported.name());
    }
    return starred((Question.Starred) question);
  }

  private Senses value(int module, Value value) {
    if (value instanceof Value.Definition definition) {
      return definition(module, definition);
    } else if (value instanceof Value.Attribute attribute) {
      return attribute(senses(module, attribute.owner()), attribute.name());
    } else if (value instanceof Value.Choice choice) {
      return choice(module, choice);
    } else if (value instanceof Value.Fallback fallback) {
      Senses first = senses(module, fallback.first());
      return first.unbound() || first.isEmpty()
          ? certain(Senses.union(List.of(first, senses(module, fallback.second()))))
          : first;
    } else if (value instanceof Value.Late late) {
      return late(module, late.scope(), late.name());
    } else if (value instanceof Value.Free free) {
      return free(module, free.name());
    } else if (value instanceof Value.Starred starred) {
      return ask(
          new Question.Starred(
              module, starred.name(), starred.stars(), starred.since(), starred.value()));
    }
    return Senses.UNBOUND;
  }

  static Senses certain(Senses senses) {
    return new Senses(senses.all(), false);
  }

  private Senses definition(int module, Value.Definition definition) {
    if (definition instanceof Value.Type type) {
      ClassId id = new ClassId(module, type.index());
      return Senses.of(new Meaning.Type(id, qualified(module, program.symbol(id).name())));
    } else if (definition instanceof Value.Function function) {
      return instance(qualified(module, function.name()), Computed.Kind.ANYTHING);
    } else if (definition instanceof Value.Computed computed) {
      return instance(qualified(module, computed.name()), computed.kind());
    } else if (definition instanceof Value.Alias alias) {
      return senses(module, alias.target());
    } else if (definition instanceof Value.Imported imported) {
      return imported(module, imported);
    }
    return Senses.UNBOUND;
  }

  /** What a dotted name stands for at the end of a module. */
  Senses global(int module, String dotted) {
    String[] components = dotted.split("\\.", -1);
    Senses senses = late(module, Scope.MODULE, components[0]);
    for (int i = 1; i < components.length; i++) {
      senses = attribute(senses, components[i]);
    }
    return senses;
  }

  private String qualified(int module, String name) {
    return program.module(module).name() + "." + name;
  }

  private static Senses instance(String name, Computed.Kind kind) {
    return Senses.of(new Meaning.Instance(name, kind));
  }

  /** What an import binds. */
  Senses imported(int importer, Value.Imported imported) {
    return places.imported(importer, imported);
  }

  /** What an attribute of what something stands for stands for. */
  Senses attribute(Senses owner, String name) {
    List<Senses> parts = new ArrayList<>();
    for (Sense each : owner.all()) {
      parts.add(attribute(each.meaning(), name).at(each.place()));
    }
    return certain(Senses.union(parts));
  }

  private Senses attribute(Meaning owner, String name) {
    if (owner instanceof Meaning.Module module) {
      return places.attribute(module, name);
    } else if (owner instanceof Meaning.Type type) {
      int scope = program.symbol(type.id()).scope();
      int value = program.table(type.id().module()).last(scope, name);
      Senses own = senses(type.id().module(), value);
      return own.isEmpty() ? instance(type.name() + "." + name, Computed.Kind.ANYTHING) : own;
    } else if (owner instanceof Meaning.Outside outside) {
      return Senses.of(new Meaning.Outside(outside.name() + "." + name));
    } else if (owner instanceof Meaning.Instance instance) {
      return instance(instance.name() + "." + name, Computed.Kind.ANYTHING);
    }
    return Senses.of(owner);
  }

  private Senses choice(int module, Value.Choice choice) {
    Liveness.Live live = liveness.of(module, choice.fork());
    List<Senses> parts = new ArrayList<>();
    int arriving = 0;
    for (Value.Arrival arrival : choice.arrivals()) {
      if (live.runs(arrival.branch())) {
        arriving++;
        parts.add(senses(module, arrival.value()).at(place(module, arrival.value())));
      }
    }
    if (live.mayRunNone() || live.count() > arriving) {
      parts.add(senses(module, choice.before()).at(place(module, choice.before())));
    }
    return Senses.union(parts);
  }

  private @Nullable SourceRange place(int module, int value) {
    return program.table(module).value(value) instanceof Value.Definition definition
        ? definition.span().in(program.module(module).file())
        : null;
  }

  /** What a name stands for at the end of a scope, or of those around it that it sees. */
  private Senses late(int module, int scope, String name) {
    SymbolTable table = program.table(module);
    List<Senses> parts = new ArrayList<>();
    for (int each = scope; each >= 0; each = table.scopes().get(each).parent()) {
      if (each == scope || table.scopes().get(each).kind() != Scope.Kind.CLASS) {
        Senses found =
            each == Scope.MODULE ? bound(module, name) : senses(module, table.last(each, name));
        parts.add(found);
        if (!found.unbound() && !found.isEmpty()) {
          return certain(Senses.union(parts));
        }
      }
    }
    parts.add(free(module, name));
    return certain(Senses.union(parts));
  }

  /** What a module's own statements make of a name in the end, star imports included. */
  Senses bound(int module, String name) {
    Scope scope = program.table(module).module();
    Integer value = scope.names().get(name);
    if (value != null) {
      return senses(module, value);
    }
    return scope.stars() == SymbolTable.UNBOUND
        ? Senses.UNBOUND
        : ask(
            new Question.Starred(
                module, name, scope.stars(), SymbolTable.UNBOUND, SymbolTable.UNBOUND));
  }

  /** A name that a module's statements do not bind. */
  private Senses free(int module, String name) {
    PythonModule importer = program.module(module);
    String submodule = importer.name() + "." + name;
    if (importer.pack() && program.exists(submodule) && imports.loads(module, submodule)) {
      return Senses.of(new Meaning.Module(submodule)); // loading it has bound it here
    }
    if (Builtins.isClass(name)) {
      return Senses.of(new Meaning.Outside("builtins." + name));
    }
    String star = imports.outsideStar(module);
    return Senses.of(
        star == null ? new Meaning.Undefined(name) : new Meaning.Outside(star + "." + name));
  }

  private Senses member(String module, String name) {
    int number = program.find(module);
    if (number >= 0) {
      Senses own = bound(number, name);
      if (!own.isEmpty()) {
        return own;
      }
    }
    String submodule = module + "." + name;
    if (number < 0 || program.exists(submodule) || names.isCompiled(submodule)) {
      return Senses.of(places.module(submodule));
    }
    if (program.table(number).module().names().containsKey("__getattr__")) {
      return instance(submodule, Computed.Kind.ANYTHING);
    }
    String star = imports.outsideStar(number);
    return Senses.of(
        star == null ? places.module(submodule) : new Meaning.Outside(star + "." + name));
  }

  private Senses starred(Question.Starred question) {
    int module = question.module();
    if (question.stars() == question.since() || question.stars() == SymbolTable.UNBOUND) {
      return senses(module, question.value());
    }
    if (program.table(module).value(question.stars()) instanceof Value.Star star) {
      String source = imports.source(module, star.level(), star.module());
      Senses brought = ask(new Question.Exported(source, question.name()));
      return brought.isEmpty() || brought.unbound()
          ? Senses.union(List.of(certain(brought), ask(before(question, star.previous()))))
          : brought;
    }
    var choice = (Value.Choice) program.table(module).value(question.stars());
    Liveness.Live live = liveness.of(module, choice.fork());
    List<Senses> parts = new ArrayList<>();
    for (Value.Arrival arrival : choice.arrivals()) {
      if (live.runs(arrival.branch())) {
        parts.add(ask(before(question, arrival.value())));
      }
    }
    if (live.mayRunNone() || live.count() > parts.size()) {
      parts.add(ask(before(question, choice.before())));
    }
    return Senses.union(parts);
  }

  private static Question before(Question.Starred question, int stars) {
    return new Question.Starred(
        question.module(), question.name(), stars, question.since(), question.value());
  }
}
