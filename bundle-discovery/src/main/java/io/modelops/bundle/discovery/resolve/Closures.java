package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.value.BundlePath;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which files a module needs: those of all modules that its imports and base classes lead to. */
final class Closures {
  private final Modules modules;
  private final List<PythonModule> nodes;
  private final Map<PythonModule, Integer> index = new HashMap<>();
  private final BitSet[] reached;
  private final Map<BitSet, List<String>> files = new HashMap<>();

  /**
   * @param imports for a module the names of all modules that it may import
   * @param bases for a module those that the bases of its classes are defined in
   */
  Closures(
      Modules modules,
      Collection<PythonModule> nodes,
      Function<PythonModule, Collection<String>> imports,
      Function<PythonModule, Collection<PythonModule>> bases) {
    this.modules = modules;
    this.nodes = List.copyOf(nodes);
    this.nodes.forEach(node -> index.put(node, index.size()));
    int[][] edges = new int[this.nodes.size()][];
    for (int i = 0; i < edges.length; i++) {
      PythonModule node = this.nodes.get(i);
      edges[i] = edges(node, imports.apply(node), bases.apply(node));
    }
    this.reached = new BitSet[edges.length];
    Graph.components(edges).forEach(component -> reach(component, edges));
  }

  private int[] edges(
      PythonModule module, Collection<String> imports, Collection<PythonModule> bases) {
    BitSet targets = new BitSet();
    addWithPackages(PythonModule.parent(module.name()), targets);
    imports.forEach(name -> addWithPackages(name, targets));
    for (PythonModule base : bases) {
      addWithPackages(base.name(), targets);
    }
    return targets.stream().toArray();
  }

  /** Importing {@code a.b.c} runs {@code a} and {@code a.b} first. */
  private void addWithPackages(String name, BitSet targets) {
    for (String each = name; !each.isEmpty(); each = PythonModule.parent(each)) {
      PythonModule module = modules.named(each);
      Integer node = module == null ? null : index.get(module);
      if (node != null) {
        targets.set(node);
      }
    }
  }

  private void reach(int[] component, int[][] edges) {
    BitSet all = new BitSet();
    for (int node : component) {
      all.set(node);
      reached[node] = all;
    }
    for (int node : component) {
      for (int target : edges[node]) {
        all.or(reached[target]);
      }
    }
  }

  /** The files of a module and of all that it needs, sorted. */
  List<String> files(PythonModule module) {
    Integer node = index.get(module);
    return node == null
        ? List.of(module.file())
        : files.computeIfAbsent(reached[node], this::files);
  }

  private List<String> files(BitSet all) {
    List<String> result = new ArrayList<>();
    all.stream().forEach(node -> result.add(nodes.get(node).file()));
    result.sort(BundlePath.ORDER);
    return List.copyOf(result);
  }
}
