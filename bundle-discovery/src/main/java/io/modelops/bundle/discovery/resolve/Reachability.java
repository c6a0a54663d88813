package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Senses.Sense;
import io.modelops.bundle.discovery.symbols.Branch;
import io.modelops.bundle.discovery.symbols.ClassSymbol;
import io.modelops.bundle.discovery.symbols.Condition;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.discovery.symbols.Value;
import io.modelops.bundle.discovery.symbols.Value.Definition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a class is found under its name by who imports its module. */
final class Reachability {
  private final Resolver resolver;
  private final Program program;

  Reachability(Resolver resolver) {
    this.resolver = resolver;
    this.program = resolver.program();
  }

  /** Why a class cannot be imported, in words; null if it can. */
  @Nullable String obstacle(ClassId id) {
    ClassSymbol symbol = program.symbol(id);
    PythonModule module = program.module(id.module());
    ClassSymbol.Function function = symbol.function();
    if (function != null) {
      return "defined inside function "
          + function.name()
          + ", "
          + module.file()
          + ":"
          + function.line();
    }
    if (!module.importable()) {
      String hiding = program.names().hidingFile(module);
      return hiding != null
          ? hiding + " hides the directory that " + module.file() + " is in"
          : module.file() + " cannot be imported as " + module.name();
    }
    Branch dead = resolver.liveness().dead(id.module(), symbol.branch());
    return dead == null ? rebound(id) : unrun(id.module(), dead);
  }

  private String unrun(int module, Branch branch) {
    Condition condition =
        program.table(module).forks().get(branch.fork()).conditions().get(branch.index());
    String place = program.module(module).file() + ":" + branch.line();
    return condition == Condition.Fixed.SCRIPT
        ? "defined only where the file runs as a script, " + place
        : "defined in code that never runs, " + place;
  }

  /** Where a name on the way to the class comes to stand for something else. */
  private @Nullable String rebound(ClassId id) {
    SymbolTable table = program.table(id.module());
    for (int each = id.index(); each >= 0; each = table.classes().get(each).outer()) {
      ClassId outer = new ClassId(id.module(), each);
      Definitions definitions = definitions(outer);
      if (definitions.all().stream().noneMatch(definition -> mayBe(outer, definition))) {
        String name = table.classes().get(each).simpleName();
        boolean deleted = definitions.all().isEmpty();
        Definition last = deleted ? last(definitions.deletions()) : last(definitions.all());
        String file = program.module(id.module()).file();
        return last == null
            ? name + " is bound nowhere"
            : name
                + (deleted ? " is deleted in " : " is bound to something else in ")
                + last.span().in(file);
      }
    }
    return null;
  }

  /** The classes that the name of a class can stand for in the end. */
  Set<ClassId> bound(ClassId id) {
    Set<ClassId> bound = new HashSet<>();
    for (Definition definition : definitions(id).all()) {
      if (definition instanceof Value.Type type) {
        bound.add(new ClassId(id.module(), type.index()));
      } else if (definition instanceof Value.Alias alias) {
        for (Sense each : resolver.senses(id.module(), alias.target()).all()) {
          if (each.meaning() instanceof Meaning.Type type) {
            bound.add(type.id());
          }
        }
      }
    }
    return bound;
  }

  /** The statements that can have bound the name of a class last. */
  private Definitions definitions(ClassId id) {
    SymbolTable table = program.table(id.module());
    ClassSymbol symbol = program.symbol(id);
    int scope = table.scopes().get(symbol.scope()).parent();
    return Definitions.of(
        id.module(), table.last(scope, symbol.simpleName()), program, resolver.liveness());
  }

  private static <T> @Nullable T last(List<T> list) {
    return list.isEmpty() ? null : list.get(list.size() - 1);
  }

  /** Whether a statement binds its name to a class, as far as reading can tell. */
  private boolean mayBe(ClassId id, Definition definition) {
    if (definition instanceof Value.Type type) {
      return type.index() == id.index();
    } else if (definition instanceof Value.Computed computed) {
      return computed.kind().noun().isEmpty();
    } else if (definition instanceof Value.Alias alias) {
      return resolver.senses(id.module(), alias.target()).all().stream()
          .anyMatch(each -> mayBe(id, each));
    } else if (definition instanceof Value.Imported imported) {
      return resolver.imported(id.module(), imported).all().stream()
          .anyMatch(each -> each.meaning() instanceof Meaning.Type type && type.id().equals(id));
    }
    return false;
  }

  private static boolean mayBe(ClassId id, Sense sense) {
    return sense.meaning() instanceof Meaning.Type type
        ? type.id().equals(id)
        : sense.meaning() instanceof Meaning.Instance instance && instance.kind().noun().isEmpty();
  }
}
