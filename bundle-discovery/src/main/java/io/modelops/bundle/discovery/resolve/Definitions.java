package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.discovery.symbols.Value;
import io.modelops.bundle.discovery.symbols.Value.Definition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/**
 * The statements of a scope that can have bound a name last.
 *
 * @param all in source order, without deletions
 * @param deletions in source order
 * @param unbound whether it can also be that the name is not bound
 */
record Definitions(List<Definition> all, List<Value.Deleted> deletions, boolean unbound) {
  /** Those that a value of a module stands for. */
  static Definitions of(int module, int value, Program program, Liveness liveness) {
    SymbolTable table = program.table(module);
    TreeSet<Integer> seen = new TreeSet<>(List.of(value));
    Deque<Integer> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      for (int each : arriving(module, table.value(next.pop()), liveness)) {
        if (seen.add(each)) {
          next.push(each);
        }
      }
    }
    List<Definition> all = new ArrayList<>();
    List<Value.Deleted> deletions = new ArrayList<>();
    for (int each : seen) {
      if (table.value(each) instanceof Value.Deleted deleted) {
        deletions.add(deleted);
      } else if (table.value(each) instanceof Definition definition) {
        all.add(definition);
      }
    }
    boolean unbound = seen.contains(SymbolTable.UNBOUND) || !deletions.isEmpty();
    return new Definitions(all, deletions, unbound);
  }

  private static List<Integer> arriving(int module, Value value, Liveness liveness) {
    if (value instanceof Value.Starred starred) {
      return List.of(starred.value());
    }
    if (!(value instanceof Value.Choice choice)) {
      return List.of();
    }
    Liveness.Live live = liveness.of(module, choice.fork());
    List<Integer> arriving = new ArrayList<>();
    for (Value.Arrival arrival : choice.arrivals()) {
      if (live.runs(arrival.branch())) {
        arriving.add(arrival.value());
      }
    }
    if (live.mayRunNone() || live.count() > arriving.size()) {
      arriving.add(choice.before());
    }
    return arriving;
  }
}
