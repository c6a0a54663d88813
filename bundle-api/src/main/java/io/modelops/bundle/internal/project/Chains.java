package io.modelops.bundle.internal.project;

import io.modelops.bundle.value.Explanation.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fewest steps from the nearest of some files to each file that they need. */
final class Chains {
  private final Map<String, Reached> reached = new HashMap<>();

  private record Reached(String from, Step step) {}

  /**
   * Searches.
   *
   * @param needs the steps that leave a file
   * @param checkpoint called for each file
   */
  Chains(Map<String, List<Step>> needs, Collection<String> starts, Runnable checkpoint) {
    Set<String> known = new HashSet<>(starts);
    Deque<String> queue = new ArrayDeque<>(starts);
    while (!queue.isEmpty()) {
      checkpoint.run();
      String file = queue.remove();
      for (Step step : needs.getOrDefault(file, List.of())) {
        if (!known.contains(step.file())
            && reached.putIfAbsent(step.file(), new Reached(file, step)) == null) {
          queue.add(step.file());
        }
      }
    }
  }

  /** The steps that lead to a file; none to those where they start and to those not needed. */
  List<Step> to(String file) {
    List<Step> steps = new ArrayList<>();
    for (Reached each = reached.get(file); each != null; each = reached.get(each.from())) {
      steps.add(each.step());
    }
    Collections.reverse(steps);
    return steps;
  }

  /** The file where the steps to a file start; the file itself if none lead there. */
  String start(String file) {
    String start = file;
    for (Reached each = reached.get(file); each != null; each = reached.get(each.from())) {
      start = each.from();
    }
    return start;
  }
}
