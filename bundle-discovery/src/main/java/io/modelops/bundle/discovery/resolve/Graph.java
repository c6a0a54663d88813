package io.modelops.bundle.discovery.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The strongly connected components of a directed graph, by Tarjan, without recursion. */
final class Graph {
  private final int[][] edges;
  private final int[] index;
  private final int[] low;
  private final int[] nextEdge;
  private final boolean[] open;
  private final Deque<Integer> path = new ArrayDeque<>();
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<int[]> components = new ArrayList<>();
  private int visited;

  private Graph(int[][] edges) {
    this.edges = edges;
    this.index = new int[edges.length];
    this.low = new int[edges.length];
    this.nextEdge = new int[edges.length];
    this.open = new boolean[edges.length];
    Arrays.fill(index, -1);
  }

  /**
   * The components; each comes after those that its edges lead to.
   *
   * @param edges for each node those that it leads to
   */
  static List<int[]> components(int[][] edges) {
    Graph graph = new Graph(edges);
    for (int node = 0; node < edges.length; node++) {
      if (graph.index[node] < 0) {
        graph.visit(node);
      }
    }
    return graph.components;
  }

  private void visit(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int node = path.element();
      if (nextEdge[node] == edges[node].length) {
        leave(node);
      } else {
        int target = edges[node][nextEdge[node]++];
        if (index[target] < 0) {
          enter(target);
        } else if (open[target]) {
          low[node] = Math.min(low[node], index[target]);
        }
      }
    }
  }

  private void enter(int node) {
    index[node] = visited;
    low[node] = visited++;
    open[node] = true;
    path.push(node);
    stack.push(node);
  }

  private void leave(int node) {
    path.pop();
    if (!path.isEmpty()) {
      int parent = path.element();
      low[parent] = Math.min(low[parent], low[node]);
    }
    if (low[node] == index[node]) {
      components.add(popUntil(node));
    }
  }

  private int[] popUntil(int node) {
    List<Integer> members = new ArrayList<>();
    int member;
    do {
      member = stack.pop();
      open[member] = false;
      members.add(member);
    } while (member != node);
    return members.stream().mapToInt(Integer::intValue).toArray();
  }
}
