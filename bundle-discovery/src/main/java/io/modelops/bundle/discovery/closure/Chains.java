package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.value.Explanation.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shortest ways from one module to another, by what modules need. */
public final class Chains {
  private final Program program;
  private final Needs needs;
  private final Map<String, String> stubs;
  private final Runnable checkpoint;

  /** How a module was reached; the start by no step. */
  private record Reached(int from, @Nullable Step step) {}

  /**
   * @param stubs for some files, those that they read when they run
   */
  public Chains(
      Program program, Analysis analysis, Map<String, String> stubs, Runnable checkpoint) {
    this.program = program;
    this.needs = new Needs(program, analysis);
    this.stubs = stubs;
    this.checkpoint = checkpoint;
  }

  /** The steps from a module to a file; empty if none lead there. */
  public List<Step> find(int start, String file) {
    Map<Integer, Reached> reached = new HashMap<>();
    reached.put(start, new Reached(start, null));
    Deque<Integer> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      checkpoint.run();
      int module = queue.remove();
      String own = program.module(module).file();
      if (own.equals(file)) {
        return steps(module, reached);
      } else if (file.equals(stubs.get(own))) {
        List<Step> steps = steps(module, reached);
        steps.add(Step.of(Step.Kind.STUB, file));
        return steps;
      }
      needs.of(
          module,
          (target, kind, use) -> {
            if (reached.putIfAbsent(target, new Reached(module, step(module, target, kind, use)))
                == null) {
              queue.add(target);
            }
          });
    }
    return List.of();
  }

  private Step step(int module, int target, Step.Kind kind, @Nullable ImportUse use) {
    PythonModule from = program.module(module);
    return Step.of(kind, program.module(target).file())
        .withPlace(use == null ? null : use.span().in(from.file()));
  }

  private static List<Step> steps(int end, Map<Integer, Reached> reached) {
    List<Step> steps = new ArrayList<>();
    Reached each = reached.get(end);
    while (each != null && each.step() != null) {
      steps.add(each.step());
      each = reached.get(each.from());
    }
    Collections.reverse(steps);
    return steps;
  }
}
