package io.modelops.bundle.discovery.symbols;

import static io.modelops.bundle.discovery.symbols.SymbolTable.UNBOUND;
import static java.util.Objects.requireNonNull;

import io.modelops.bundle.discovery.symbols.Value.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the names of one scope stand for while its statements are gone through in order. A branch
 * costs as much as it binds: the names that it changes are put back behind it, and {@link #join}
 * binds them to a choice.
 */
final class Flow {
  /** So many star imports in the branches of one statement are taken into account. */
  private static final int MAX_STAR_BRANCHES = 8;

  private final Scope.Kind kind;
  private final int scope;
  private final @Nullable Flow around;
  private final ValuePool values;
  private final Map<String, Bound> names = new HashMap<>();
  private Map<String, Bound> changed = new HashMap<>();
  private int stars = UNBOUND;

  /** The value of a name, and the star imports that came before it was bound. */
  private record Bound(int value, int stars) {
    static final Bound NOT = new Bound(UNBOUND, UNBOUND);
  }

  /** What the names that a branch binds stand for at its end, and its star imports. */
  record End(Map<String, Integer> names, int stars) {}

  Flow(Scope.Kind kind, int scope, @Nullable Flow around, ValuePool values) {
    this.kind = kind;
    this.scope = scope;
    this.around = around;
    this.values = values;
  }

  int scope() {
    return scope;
  }

  int stars() {
    return stars;
  }

  void bind(String name, int value) {
    Bound before = names.put(name, new Bound(value, stars));
    changed.putIfAbsent(name, before == null ? Bound.NOT : before);
  }

  void star(int level, String module, Span span) {
    stars = values.add(new Value.Star(level, module, stars, span));
  }

  /** What a dotted name stands for here and now. */
  int readDotted(String dotted) {
    String[] components = dotted.split("\\.", -1);
    return values.attributes(read(components[0]), components);
  }

  /** What a name stands for here and now, in this scope or those around it. */
  int read(String name) {
    int here = here(name);
    if (!values.mayBeUnbound(here)) {
      return here;
    }
    int outside = outside(name);
    return here == UNBOUND ? outside : values.fallback(here, outside);
  }

  /** What a name stands for in this scope. */
  int here(String name) {
    Bound bound = names.getOrDefault(name, Bound.NOT);
    return values.starred(name, stars, bound.stars(), bound.value());
  }

  /** A class body runs at once, a function later. */
  private int outside(String name) {
    Flow next = around;
    while (next != null && next.kind == Scope.Kind.CLASS) {
      next = next.around;
    }
    if (next == null) {
      return values.free(name);
    }
    return kind == Scope.Kind.CLASS ? next.read(name) : values.late(next.scope, name);
  }

  /**
   * The same as {@link #branch} for the body of a loop. In the next round, it sees what its own
   * later statements have bound.
   *
   * @param again the names that it binds
   */
  End loop(Set<String> again, Runnable statements) {
    Map<String, Integer> before = new LinkedHashMap<>();
    Map<String, Integer> heads = new LinkedHashMap<>();
    for (String name : again) {
      before.put(name, here(name));
    }
    End end =
        branch(
            () -> {
              before.forEach((name, value) -> heads.put(name, values.loopHead(value)));
              heads.forEach(this::bind);
              statements.run();
            });
    heads.forEach((name, head) -> values.close(head, requireNonNull(end.names().get(name))));
    return end;
  }

  /** Goes through the statements of a branch, and forgets what they bind. */
  End branch(Runnable statements) {
    Map<String, Bound> outer = changed;
    int before = stars;
    changed = new LinkedHashMap<>();
    statements.run();
    Map<String, Integer> ends = new LinkedHashMap<>();
    for (String name : changed.keySet()) {
      ends.put(name, here(name));
    }
    End end = new End(ends, stars);
    names.putAll(changed);
    changed = outer;
    stars = before;
    return end;
  }

  /** Binds what arrives by the branches of a fork, in the order of its conditions. */
  void join(int fork, List<End> branches) {
    Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
    List<Arrival> starArrivals = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      End branch = branches.get(i);
      for (Map.Entry<String, Integer> each : branch.names().entrySet()) {
        arrivals
            .computeIfAbsent(each.getKey(), name -> new ArrayList<>(2))
            .add(new Arrival(i, each.getValue()));
      }
      if (branch.stars() != stars && starArrivals.size() < MAX_STAR_BRANCHES) {
        starArrivals.add(new Arrival(i, branch.stars()));
      }
    }
    arrivals.forEach((name, some) -> addStarred(name, starArrivals, branches, some));
    Map<String, Integer> joined = new LinkedHashMap<>();
    arrivals.forEach((name, all) -> joined.put(name, values.choice(fork, here(name), all)));
    if (!starArrivals.isEmpty()) {
      stars = values.choice(fork, stars, starArrivals);
    }
    joined.forEach(this::bind);
  }

  /** Adds what arrives by branches that do not bind a name themselves, but by star imports. */
  private void addStarred(
      String name, List<Arrival> starArrivals, List<End> branches, List<Arrival> into) {
    for (Arrival star : starArrivals) {
      if (!branches.get(star.branch()).names().containsKey(name)) {
        into.add(new Arrival(star.branch(), values.starred(name, star.value(), stars, here(name))));
      }
    }
  }

  /** The scope, once all its statements have been gone through. */
  Scope end() {
    Map<String, Integer> ends = new HashMap<>();
    for (String name : names.keySet()) {
      ends.put(name, here(name));
    }
    int parent = around == null ? -1 : around.scope;
    return new Scope(kind, parent, ends, stars);
  }
}
