package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that a module, a class or a function binds. All branches count, in source order. */
final class Scope {
  enum Kind {
    MODULE,
    CLASS,
    FUNCTION
  }

  /**
   * {@code from module import *}.
   *
   * @param brought the bindings made so far
   */
  record Star(int order, String module, ImportFrom statement, Map<String, Binding> brought) {
    Binding imported(String name) {
      return brought.computeIfAbsent(
          name, key -> new Binding.Imported(order, statement, module, key));
    }
  }

  private final Kind kind;
  private final PythonModule module;
  private final @Nullable Scope parent;
  private final Map<String, List<Binding>> bindings = new HashMap<>();
  private final List<Star> stars = new ArrayList<>();

  Scope(Kind kind, PythonModule module, @Nullable Scope parent) {
    this.kind = kind;
    this.module = module;
    this.parent = parent;
  }

  Kind kind() {
    return kind;
  }

  PythonModule module() {
    return module;
  }

  @Nullable Scope parent() {
    return parent;
  }

  /** Bindings come in order. */
  void bind(String name, Binding binding) {
    bindings.computeIfAbsent(name, key -> new ArrayList<>(1)).add(binding);
  }

  void star(Star star) {
    stars.add(star);
  }

  Set<String> names() {
    return bindings.keySet();
  }

  List<Star> stars() {
    return stars;
  }

  /** All bindings of a name, in order. */
  List<Binding> all(String name) {
    return bindings.getOrDefault(name, List.of());
  }

  /** The last binding of a name that comes before a place. */
  @Nullable Binding last(String name, int before) {
    List<Binding> all = all(name);
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).order() < before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : all.get(low - 1);
  }

  /** The binding of a name once all statements have run. */
  @Nullable Binding last(String name) {
    return last(name, Integer.MAX_VALUE);
  }
}
