package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.closure.Components.Component;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files a module needs: those of all modules that its imports and base classes lead to.
 * Computed for the modules that are asked for; modules that need one another share the answer.
 */
public final class Closures {
  private final Program program;
  private final Needs needs;
  private final Runnable checkpoint;
  private final Components components;
  private final Map<Integer, int[]> edges = new HashMap<>();
  private final DataHints hints;
  private final Requirements requirements;
  private final Map<String, String> stubs;
  private final Map<Integer, Closure> closures = new HashMap<>();

  /**
   * @param stubs for some files, those that they read when they run
   */
  public Closures(
      Program program,
      Analysis analysis,
      DataHints hints,
      Requirements requirements,
      Map<String, String> stubs,
      Runnable checkpoint) {
    this.stubs = stubs;
    this.program = program;
    this.needs = new Needs(program, analysis);
    this.hints = hints;
    this.requirements = requirements;
    this.checkpoint = checkpoint;
    this.components = new Components(program.size(), this::edges);
  }

  /** Reads modules that are about to be asked for, several at a time. */
  @FunctionalInterface
  public interface Reader {
    void read(List<PythonModule> modules) throws IOException;
  }

  /** Reads all that some modules need, level by level. */
  public Set<PythonModule> read(Collection<PythonModule> modules, Reader reader)
      throws IOException {
    Set<PythonModule> seen = new LinkedHashSet<>(modules);
    List<PythonModule> level = List.copyOf(seen);
    while (!level.isEmpty()) {
      reader.read(level);
      List<PythonModule> next = new ArrayList<>();
      for (PythonModule module : level) {
        for (int target : edges(program.number(module))) {
          if (seen.add(program.module(target))) {
            next.add(program.module(target));
          }
        }
      }
      level = next;
    }
    return seen;
  }

  /** What a module and all that it needs consist of. */
  public Closure of(int module) {
    return closures.computeIfAbsent(
        components.of(module),
        component -> {
          BitSet members = members(component);
          List<String> files = new ArrayList<>(members.cardinality());
          members.stream().forEach(each -> add(program.module(each).file(), files));
          return new Closure(
              List.copyOf(files),
              hints.of(file -> isOwn(file, members, files)),
              requirements.of(members));
        });
  }

  private BitSet members(int first) {
    BitSet members = new BitSet();
    BitSet seen = new BitSet();
    seen.set(first);
    // a component leads to lower ones only
    for (int each = first; each >= 0; each = seen.previousSetBit(each - 1)) {
      checkpoint.run();
      Component component = components.get(each);
      for (int member : component.members()) {
        members.set(member);
      }
      for (int next : component.next()) {
        seen.set(next);
      }
    }
    return members;
  }

  private boolean isOwn(String file, BitSet members, List<String> files) {
    PythonModule module = program.names().ofFile(file);
    return module == null
        ? stubs.containsValue(file) && files.contains(file)
        : members.get(program.number(module));
  }

  private void add(String file, List<String> files) {
    files.add(file);
    String stub = stubs.get(file);
    if (stub != null) {
      files.add(stub);
    }
  }

  private int[] edges(int module) {
    checkpoint.run();
    return edges.computeIfAbsent(module, this::find);
  }

  private int[] find(int module) {
    BitSet targets = new BitSet();
    needs.of(module, (target, kind, use) -> targets.set(target));
    return targets.stream().toArray();
  }
}
