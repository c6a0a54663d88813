package io.modelops.bundle.discovery.closure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The strongly connected components of a directed graph, by Tarjan, without recursion. Only what
 * can be reached from the nodes that are asked for is looked at.
 */
final class Components {
  private static final int NEW = -1;

  private final IntFunction<int[]> edges;
  private final int[] index;
  private final int[] low;
  private final int[] component;
  private final Deque<Visit> path = new ArrayDeque<>();
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<Component> components = new ArrayList<>();
  private int visited;

  /** Nodes that lead to one another. */
  static final class Component {
    private final int[] members;
    private final int[] next;

    Component(int[] members, int[] next) {
      this.members = members;
      this.next = next;
    }

    int[] members() {
      return members;
    }

    /** The other components that the edges of its members lead to. */
    int[] next() {
      return next;
    }
  }

  private static final class Visit {
    private final int node;
    private final int[] targets;
    private int next;

    Visit(int node, int[] targets) {
      this.node = node;
      this.targets = targets;
    }
  }

  /**
   * @param edges for each node those that it leads to; asked once for each
   */
  Components(int size, IntFunction<int[]> edges) {
    this.edges = edges;
    this.index = new int[size];
    this.low = new int[size];
    this.component = new int[size];
    Arrays.fill(index, NEW);
    Arrays.fill(component, NEW);
  }

  /** The number of a node's component; it is higher than those that it leads to. */
  int of(int node) {
    if (index[node] == NEW) {
      visit(node);
    }
    return component[node];
  }

  Component get(int number) {
    return components.get(number);
  }

  private void visit(int start) {
    enter(start);
    while (!path.isEmpty()) {
      Visit visit = path.element();
      if (visit.next == visit.targets.length) {
        leave(path.pop());
      } else {
        int target = visit.targets[visit.next++];
        if (index[target] == NEW) {
          enter(target);
        } else if (component[target] == NEW) {
          low[visit.node] = Math.min(low[visit.node], index[target]);
        }
      }
    }
  }

  private void enter(int node) {
    index[node] = visited;
    low[node] = visited++;
    path.push(new Visit(node, edges.apply(node)));
    stack.push(node);
  }

  private void leave(Visit visit) {
    int node = visit.node;
    if (!path.isEmpty()) {
      int parent = path.element().node;
      low[parent] = Math.min(low[parent], low[node]);
    }
    if (low[node] == index[node]) {
      close(node);
    }
  }

  private void close(int node) {
    int number = components.size();
    BitSet members = new BitSet();
    int member;
    do {
      member = stack.pop();
      component[member] = number;
      members.set(member);
    } while (member != node);
    BitSet next = new BitSet();
    members.stream()
        .flatMap(each -> Arrays.stream(edges.apply(each)))
        .map(each -> component[each])
        .forEach(next::set);
    next.clear(number);
    components.add(new Component(members.stream().toArray(), next.stream().toArray()));
  }
}
