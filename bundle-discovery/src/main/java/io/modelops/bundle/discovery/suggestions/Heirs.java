package io.modelops.bundle.discovery.suggestions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many classes may derive from another, directly or not, as far as heads of classes tell. */
final class Heirs {
  /** The classes that name each as a base; one that does so twice is there twice. */
  private final Map<String, List<String>> direct = new HashMap<>();

  void add(String base, String heir) {
    direct.computeIfAbsent(base, key -> new ArrayList<>()).add(heir);
  }

  int count(String base) {
    int count = 0;
    Set<String> seen = new HashSet<>(Set.of(base));
    Deque<String> pending = new ArrayDeque<>(seen);
    for (String next = pending.poll(); next != null; next = pending.poll()) {
      List<String> heirs = direct.getOrDefault(next, List.of());
      count += heirs.size();
      heirs.stream().filter(seen::add).forEach(pending::add);
    }
    return count;
  }
}
