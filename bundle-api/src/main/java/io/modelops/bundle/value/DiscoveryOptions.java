package io.modelops.bundle.value;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What discovery looks for, and where.
 *
 * @param methods a class is a model when it has all of them; at least one
 * @param sourceRoots directories relative to the project from which module names count, {@code "."}
 *     for the project itself; empty: as the project's build settings say, else {@code src} where it
 *     exists, and the project
 * @param prunedDirectories names of directories that are not entered; a leading {@code *} stands
 *     for anything
 * @param tests whether {@code tests/}, {@code test_*.py}, {@code *_test.py} and {@code conftest.py}
 *     are read too
 */
public record DiscoveryOptions(
    List<String> methods, List<String> sourceRoots, Set<String> prunedDirectories, boolean tests) {

  private static final DiscoveryOptions DEFAULTS =
      new DiscoveryOptions(
          List.of("simulate", "parameters"),
          List.of(),
          Set.of("__pycache__", "node_modules", "site-packages", "build", "dist", "*.egg-info"),
          false);

  public DiscoveryOptions {
    methods = List.copyOf(new LinkedHashSet<>(methods));
    sourceRoots = List.copyOf(new LinkedHashSet<>(sourceRoots));
    prunedDirectories = java.util.Collections.unmodifiableSet(new TreeSet<>(prunedDirectories));
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("a rule needs the name of a method");
    }
  }

  /** Classes with {@code simulate} and {@code parameters}, tests left out. */
  public static DiscoveryOptions defaults() {
    return DEFAULTS;
  }

  /** Which files are listed: no hidden ones, none that are ignored. */
  public WalkOptions walk() {
    return new WalkOptions(prunedDirectories, false, true);
  }

  public DiscoveryOptions withMethods(String... names) {
    return new DiscoveryOptions(List.of(names), sourceRoots, prunedDirectories, tests);
  }

  public DiscoveryOptions withSourceRoots(String... directories) {
    return new DiscoveryOptions(methods, List.of(directories), prunedDirectories, tests);
  }

  public DiscoveryOptions withPrunedDirectories(Set<String> names) {
    return new DiscoveryOptions(methods, sourceRoots, names, tests);
  }

  public DiscoveryOptions withTests(boolean included) {
    return new DiscoveryOptions(methods, sourceRoots, prunedDirectories, included);
  }
}
