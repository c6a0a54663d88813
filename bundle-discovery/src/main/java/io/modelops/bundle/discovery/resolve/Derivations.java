package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.value.Relations.Derivation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntBinaryOperator;

/** Collects classes with the classes of the project that they derive from. For one thread. */
public final class Derivations {
  private final IntBinaryOperator classAt;
  private final Hierarchy hierarchy;
  private final Program program;
  private final Runnable checkpoint;
  private final Set<ClassId> seen = new HashSet<>();
  private final List<Derivation> all = new ArrayList<>();

  /**
   * @param classAt the number of the class in a module that begins in a line, or -1
   */
  Derivations(
      IntBinaryOperator classAt, Hierarchy hierarchy, Program program, Runnable checkpoint) {
    this.classAt = classAt;
    this.hierarchy = hierarchy;
    this.program = program;
    this.checkpoint = checkpoint;
  }

  /** Adds a class and what it derives from; nothing if none begins in that line. */
  public void add(int module, int line) {
    int index = classAt.applyAsInt(module, line);
    Deque<ClassId> open = new ArrayDeque<>();
    if (index >= 0) {
      open.add(new ClassId(module, index));
    }
    while (!open.isEmpty()) {
      checkpoint.run();
      ClassId each = open.remove();
      if (seen.add(each)) {
        List<String> bases = List.copyOf(hierarchy.baseNames(each));
        all.add(Derivation.of(program.name(each), program.location(each), bases));
        open.addAll(hierarchy.bases(each));
      }
    }
  }

  public List<Derivation> all() {
    return List.copyOf(all);
  }
}
