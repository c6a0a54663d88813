package io.modelops.bundle.discovery.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's C3: the method resolution order of a class from those of its bases. */
final class Linearization {
  /** Longer orders are made only of single bases, whose orders are shared. */
  private static final int MAX_MERGE = 1_000;

  private final Members members;

  Linearization(Members members) {
    this.members = members;
  }

  /** The order of a class that has no bases, or whose bases nobody knows. */
  Mro of(Ancestor alone) {
    return members.prepend(alone, null);
  }

  /** An order with one more before it. */
  Mro of(Ancestor head, Mro tail) {
    return members.prepend(head, tail);
  }

  /**
   * The order of a class.
   *
   * @param inherited the orders of its bases
   * @return null if the bases contradict one another, if one stands there twice, or if their orders
   *     are too long to merge
   */
  @Nullable Mro of(ClassId id, List<Mro> inherited) {
    if (inherited.isEmpty()) {
      return of(id);
    }
    if (inherited.size() == 1) {
      return members.prepend(id, inherited.get(0));
    }
    if (inherited.stream().mapToInt(Mro::length).sum() > MAX_MERGE || repeats(inherited)) {
      return null;
    }
    List<Ancestor> merged = new Merge(inherited).run();
    if (merged == null) {
      return null;
    }
    Mro order = null;
    for (int i = merged.size() - 1; i >= 0; i--) {
      order = members.prepend(merged.get(i), order);
    }
    return members.prepend(id, order);
  }

  private static boolean repeats(List<Mro> inherited) {
    List<Ancestor> classes =
        inherited.stream().map(Mro::head).filter(ClassId.class::isInstance).toList();
    return Set.copyOf(classes).size() < classes.size();
  }

  private static final class Merge {
    private final List<List<Ancestor>> sequences = new ArrayList<>();
    private final int[] at;
    private final Map<Ancestor, Integer> behind = new HashMap<>();

    Merge(List<Mro> inherited) {
      List<Ancestor> bases = new ArrayList<>();
      for (Mro order : inherited) {
        bases.add(order.head());
        List<Ancestor> sequence = new ArrayList<>();
        for (Mro node = order; node != null; node = node.tail()) {
          sequence.add(node.head());
        }
        sequences.add(sequence);
      }
      sequences.add(bases);
      at = new int[sequences.size()];
      for (List<Ancestor> sequence : sequences) {
        sequence.stream().skip(1).forEach(each -> behind.merge(each, 1, Integer::sum));
      }
    }

    @Nullable List<Ancestor> run() {
      List<Ancestor> merged = new ArrayList<>();
      for (Ancestor next = next(); next != null; next = next()) {
        merged.add(next);
        advance(next);
      }
      for (int i = 0; i < at.length; i++) {
        if (at[i] < sequences.get(i).size()) {
          return null;
        }
      }
      return merged;
    }

    /** The first head that is behind no other; null if there is none. */
    private @Nullable Ancestor next() {
      for (int i = 0; i < at.length; i++) {
        List<Ancestor> sequence = sequences.get(i);
        if (at[i] < sequence.size() && behind.getOrDefault(sequence.get(at[i]), 0) == 0) {
          return sequence.get(at[i]);
        }
      }
      return null;
    }

    private void advance(Ancestor taken) {
      for (int i = 0; i < at.length; i++) {
        List<Ancestor> sequence = sequences.get(i);
        if (at[i] < sequence.size() && sequence.get(at[i]).equals(taken)) {
          at[i]++;
          if (at[i] < sequence.size()) {
            behind.merge(sequence.get(at[i]), -1, Integer::sum);
          }
        }
      }
    }
  }
}
