package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code from module import *} brings, through any number of such imports. */
final class Exports {
  private final Map<String, Scope> modules;
  private final Map<String, Set<String>> declared = new HashMap<>();
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<String, List<String>> importers = new HashMap<>();
  private final Deque<String> changed = new ArrayDeque<>();

  /**
   * @param modules the scopes of the project's modules by name
   */
  Exports(Map<String, Scope> modules) {
    this.modules = modules;
    modules.forEach(this::prepare);
    for (String next = changed.poll(); next != null; next = changed.poll()) {
      spread(next);
    }
  }

  private void prepare(String module, Scope scope) {
    Set<String> all = declared(scope);
    if (all != null) {
      declared.put(module, all);
    }
    for (Scope.Star star : scope.stars()) {
      importers.computeIfAbsent(star.module(), key -> new ArrayList<>()).add(module);
      names.computeIfAbsent(module, key -> new HashSet<>(scope.names()));
      changed.add(star.module());
    }
  }

  /** Hands a module's names to those that import them all. */
  private void spread(String module) {
    Collection<String> exported = exported(module);
    for (String importer : importers.getOrDefault(module, List.of())) {
      Set<String> known = names.get(importer);
      if (known != null && !importer.equals(module) && known.addAll(exported)) {
        changed.add(importer);
      }
    }
  }

  private Collection<String> exported(String module) {
    Set<String> all = declared.get(module);
    if (all != null) {
      return all;
    }
    Scope scope = modules.get(module);
    Set<String> own = scope == null ? Set.of() : scope.names();
    return names.getOrDefault(module, own).stream().filter(name -> !name.startsWith("_")).toList();
  }

  /** Whether {@code from module import *} brings a name. */
  boolean brings(String module, String name) {
    Set<String> all = declared.get(module);
    if (all != null) {
      return all.contains(name);
    }
    Scope scope = modules.get(module);
    Set<String> own = scope == null ? Set.of() : scope.names();
    return !name.startsWith("_") && names.getOrDefault(module, own).contains(name);
  }

  /** The names in a literal {@code __all__}; none if there is no such. */
  Set<String> declared(String module) {
    return declared.getOrDefault(module, Set.of());
  }

  /** What assignments give to {@code __all__}, if all of them give literals. */
  private static @Nullable Set<String> declared(Scope scope) {
    Set<String> all = null;
    for (Binding binding : scope.all("__all__")) {
      Expression value =
          binding.statement() instanceof Assignment assignment ? assignment.value() : null;
      Set<String> part = value == null ? null : strings(value);
      if (part == null) {
        return null;
      }
      if (all != null) {
        part.addAll(all);
      }
      all = part;
    }
    return all;
  }

  private static @Nullable Set<String> strings(Expression value) {
    if (!(value instanceof Sequence sequence) || sequence.kind() == Sequence.Kind.SET) {
      return null;
    }
    Set<String> strings = new HashSet<>();
    for (Expression element : sequence.elements()) {
      if (!(element instanceof Constant constant) || constant.kind() != Constant.Kind.STRING) {
        return null;
      }
      strings.add(constant.value());
    }
    return strings;
  }
}
