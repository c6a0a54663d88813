package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what names mean, by reading alone. */
final class Names {
  private static final int LONGEST = 1_000;

  private final Modules modules;
  private final Map<String, Scope> scopes;
  private final Exports exports;

  Names(Modules modules, Iterable<Source> sources) {
    this.modules = modules;
    this.scopes = new HashMap<>();
    for (Source source : sources) {
      if (source.module().importable()) {
        scopes.put(source.module().name(), source.scope());
      }
    }
    this.exports = new Exports(scopes);
  }

  /**
   * What a dotted name stands for.
   *
   * @param scope where it is used
   * @param before the place of use; what comes later in the same scope does not count
   */
  Meaning resolve(String dotted, Scope scope, int before) {
    return new Resolution(dotted, scope, before).run();
  }

  /** The modules that {@code from module import *} imports because {@code __all__} lists them. */
  List<String> listedModules(String module) {
    return exports.declared(module).stream()
        .map(name -> module + "." + name)
        .filter(modules::exists)
        .sorted()
        .toList();
  }

  /** Whether a module may bind a name, as far as its statements tell. */
  boolean mayBind(String module, String name) {
    Scope scope = scope(module);
    return scope == null
        || scope.last(name) != null
        || scope.last("__getattr__") != null
        || !scope.stars().isEmpty();
  }

  /** One name on its way through aliases and imports, which may be many and may go in circles. */
  private final class Resolution {
    private final String dotted;
    private final Deque<String> rest = new ArrayDeque<>();
    private final IdentityHashMap<Binding, Set<List<String>>> seen = new IdentityHashMap<>();
    private @Nullable Binding binding;
    private Meaning meaning;

    Resolution(String dotted, Scope scope, int before) {
      this.dotted = dotted;
      this.meaning = new Meaning.Undefined(dotted);
      start(dotted, scope, before);
    }

    Meaning run() {
      while (binding != null || !rest.isEmpty()) {
        Binding next = binding;
        binding = null;
        if (next == null) {
          attribute(rest.pop());
        } else if (isNew(next)) {
          follow(next);
        } else if (isSubmodule(next)) {
          meaning = new Meaning.Module(submodule(next));
        } else {
          return new Meaning.Undefined(dotted);
        }
      }
      return meaning;
    }

    /** Whether an import that leads back to itself names a module: then it means that. */
    private boolean isSubmodule(Binding next) {
      return rest.size() < LONGEST
          && next instanceof Binding.Imported
          && modules.exists(submodule(next));
    }

    private static String submodule(Binding next) {
      return next instanceof Binding.Imported imported && imported.name() != null
          ? imported.module() + "." + imported.name()
          : "";
    }

    /** Whether this is no circle; aliases in a circle may also grow the rest without end. */
    private boolean isNew(Binding next) {
      return rest.size() < LONGEST
          && seen.computeIfAbsent(next, key -> new HashSet<>()).add(List.copyOf(rest));
    }

    private void start(String name, Scope scope, int before) {
      String[] components = name.split("\\.", -1);
      for (int i = components.length - 1; i > 0; i--) {
        rest.push(components[i]);
      }
      binding = visible(components[0], scope, before);
      if (binding == null) {
        meaning = unbound(components[0], scope);
      }
    }

    private void follow(Binding next) {
      if (next instanceof Binding.Type type) {
        meaning = new Meaning.Type(type.symbol());
      } else if (next instanceof Binding.Value value) {
        meaning = new Meaning.Value(value.qualified());
      } else if (next instanceof Binding.Alias alias) {
        start(alias.dotted(), alias.scope(), alias.order());
      } else if (next instanceof Binding.Imported imported) {
        String name = imported.name();
        if (name == null) {
          meaning = module(imported.module());
        } else {
          member(imported.module(), name);
        }
      } else {
        meaning = new Meaning.Undefined(dotted);
      }
    }

    private void attribute(String name) {
      if (meaning instanceof Meaning.Module module) {
        member(module.name(), name);
      } else if (meaning instanceof Meaning.Type type) {
        binding = type.symbol().body().last(name);
        if (binding == null) {
          meaning = new Meaning.Value(type.name() + "." + name);
        }
      } else if (meaning instanceof Meaning.Outside outside) {
        meaning = new Meaning.Outside(outside.name() + "." + name);
      } else if (meaning instanceof Meaning.Value value) {
        meaning = new Meaning.Value(value.name() + "." + name);
      }
    }

    private void member(String module, String name) {
      Scope scope = scope(module);
      binding = scope == null ? null : bound(scope, name, Integer.MAX_VALUE);
      if (binding instanceof Binding.Removed) {
        binding = null;
      }
      if (binding == null) {
        String submodule = module + "." + name;
        meaning =
            scope == null || modules.exists(submodule) || modules.isCompiled(submodule)
                ? module(submodule)
                : unbound(module, name, scope);
      }
    }

    private Meaning unbound(String module, String name, Scope scope) {
      if (scope.last("__getattr__") != null) {
        return new Meaning.Value(module + "." + name);
      }
      String star = outsideStar(scope);
      return star == null
          ? new Meaning.Undefined(module + "." + name)
          : new Meaning.Outside(star + "." + name);
    }

    private Meaning unbound(String name, Scope scope) {
      Scope module = scope;
      while (module.parent() != null) {
        module = module.parent();
      }
      String star = outsideStar(module);
      if (Builtins.isClass(name)) {
        return new Meaning.Outside("builtins." + name);
      }
      return star == null ? new Meaning.Undefined(name) : new Meaning.Outside(star + "." + name);
    }

    private Meaning module(String name) {
      if (modules.exists(name)) {
        return new Meaning.Module(name);
      }
      boolean ours = modules.exists(name.split("\\.", 2)[0]) && !modules.isCompiled(name);
      return ours ? new Meaning.Undefined(name) : new Meaning.Outside(name);
    }
  }

  private @Nullable Scope scope(String name) {
    PythonModule module = modules.named(name);
    return module == null ? null : scopes.get(module.name());
  }

  /** The binding that a name has where it is used: in this scope or those around it. */
  private @Nullable Binding visible(String name, Scope scope, int before) {
    int limit = before;
    for (Scope each = scope; each != null; each = each.parent()) {
      if (each == scope || each.kind() != Scope.Kind.CLASS) {
        Binding found = bound(each, name, limit);
        if (found != null && !(found instanceof Binding.Removed)) {
          return found;
        }
      }
      if (each.kind() == Scope.Kind.FUNCTION) {
        limit = Integer.MAX_VALUE; // a function runs later than what is around it
      }
    }
    return null;
  }

  /** The last binding of a name in a scope before a place, star imports included. */
  private @Nullable Binding bound(Scope scope, String name, int before) {
    Binding explicit = scope.last(name, before);
    int after = explicit == null ? -1 : explicit.order();
    List<Scope.Star> stars = scope.stars();
    for (int i = stars.size() - 1; i >= 0 && stars.get(i).order() > after; i--) {
      Scope.Star star = stars.get(i);
      if (star.order() < before && exports.brings(star.module(), name)) {
        return star.imported(name);
      }
    }
    return explicit;
  }

  /** The last star import from outside the project, which may bring any name. */
  private @Nullable String outsideStar(Scope scope) {
    return scope.stars().stream()
        .map(Scope.Star::module)
        .filter(module -> !modules.exists(module))
        .reduce((first, second) -> second)
        .orElse(null);
  }
}
