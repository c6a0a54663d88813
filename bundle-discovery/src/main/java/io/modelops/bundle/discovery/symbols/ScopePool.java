package io.modelops.bundle.discovery.symbols;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scopes of a file while they are made. */
final class ScopePool {
  private final ValuePool values;
  private final List<@Nullable Scope> scopes = new ArrayList<>();
  private final Map<Integer, Map<String, Integer>> attributes = new HashMap<>();
  private final Map<String, Integer> later = new LinkedHashMap<>();

  ScopePool(ValuePool values) {
    this.values = values;
  }

  Flow open(Scope.Kind kind, @Nullable Flow around) {
    scopes.add(null);
    return new Flow(kind, scopes.size() - 1, around, values);
  }

  /** The scope of a function that binds nothing of interest. */
  Flow unbound(Flow around) {
    return new Flow(Scope.Kind.FUNCTION, -1, around, values);
  }

  void close(Flow flow) {
    scopes.set(flow.scope(), flow.end());
  }

  /** A function may bind a name of the module, if it is called. */
  void bindLater(String name, int value) {
    later.merge(
        name,
        value,
        (before, next) ->
            values.choice(Branches.OPEN, before, List.of(new Value.Arrival(0, next))));
  }

  /** What the body of a class binds a name to at its end, or a statement after it. */
  int last(int scope, String name) {
    Integer attribute = attributes.getOrDefault(scope, Map.of()).get(name);
    return attribute == null
        ? requireNonNull(scopes.get(scope)).names().getOrDefault(name, SymbolTable.UNBOUND)
        : attribute;
  }

  /** A statement after a class binds one of its attributes. */
  void bindAttribute(int scope, String name, int value) {
    attributes.computeIfAbsent(scope, key -> new HashMap<>()).put(name, value);
  }

  List<Scope> build(Flow module) {
    module.join(Branches.OPEN, List.of(new Flow.End(later, module.stars())));
    close(module);
    List<Scope> all = new ArrayList<>();
    for (Scope scope : scopes) {
      all.add(requireNonNull(scope));
    }
    attributes.forEach((number, names) -> all.set(number, all.get(number).with(names)));
    return all;
  }
}
