package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.closure.ClosureMemo.Kept;
import io.modelops.bundle.discovery.closure.Components.Component;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.ModuleMemo;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
  private final ModuleMemo<int[]> edges;
  private final ClosureMemo memo;
  private final DataHints hints;
  private final Requirements requirements;
  private final Map<String, String> stubs;
  private final Map<Integer, Kept> found = new HashMap<>();

  /**
   * @param stubs for some files, those that they read when they run
   * @param edges the modules that each needs itself
   */
  public Closures(
      Program program,
      Analysis analysis,
      DataHints hints,
      Requirements requirements,
      Map<String, String> stubs,
      ModuleMemo<int[]> edges,
      ClosureMemo memo,
      Runnable checkpoint) {
    this.stubs = stubs;
    this.edges = edges;
    this.memo = memo;
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
  public BitSet read(BitSet modules, Reader reader) throws IOException {
    BitSet seen = (BitSet) modules.clone();
    BitSet level = seen;
    while (!level.isEmpty()) {
      reader.read(
          level.stream().filter(each -> !edges.holds(each)).mapToObj(program::module).toList());
      BitSet next = new BitSet();
      for (int each = level.nextSetBit(0); each >= 0; each = level.nextSetBit(each + 1)) {
        for (int target : edges(each)) {
          next.set(target);
        }
      }
      next.andNot(seen);
      seen.or(next);
      level = next;
    }
    return seen;
  }

  /**
   * What a module itself needs, in the order in which that is found: for each file one step of each
   * kind, the first.
   */
  public List<Step> steps(int module) {
    PythonModule from = program.module(module);
    Map<String, Step> steps = new LinkedHashMap<>();
    needs.of(
        module,
        (target, kind, use) -> {
          String file = program.module(target).file();
          if (target != module) {
            SourceRange place = use == null ? null : use.span().in(from.file());
            steps.putIfAbsent(kind + file, Step.of(kind, file).withPlace(place));
          }
        });
    String stub = stubs.get(from.file());
    if (stub != null) {
      steps.put("", Step.of(Step.Kind.STUB, stub));
    }
    return List.copyOf(steps.values());
  }

  /** What a module and all that it needs consist of. */
  public Closure of(int module) {
    Kept known = memo.get(module);
    if (known == null || !requirements.stillHold(known.members(), known.parts())) {
      known = found.computeIfAbsent(components.of(module), this::find);
      memo.put(module, known);
    }
    return known.closure();
  }

  private Kept find(int component) {
    BitSet members = members(component);
    List<String> files = new ArrayList<>(members.cardinality());
    members.stream().forEach(each -> add(program.module(each).file(), files));
    Set<String> parts = requirements.parts(members);
    Closure closure =
        new Closure(
            List.copyOf(files),
            hints.of(file -> isOwn(file, members, files)),
            requirements.of(members, parts));
    return new Kept(closure, members, parts);
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
    return edges.get(module, program.reads(), this::targets);
  }

  private int[] targets(int module) {
    BitSet targets = new BitSet();
    needs.of(module, (target, kind, use) -> targets.set(target));
    return targets.stream().toArray();
  }
}
