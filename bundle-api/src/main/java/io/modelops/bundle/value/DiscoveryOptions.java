package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What discovery looks for, and where. */
public final class DiscoveryOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final Set<String> PRUNED =
      Set.of(
          "__pycache__",
          "node_modules",
          "site-packages",
          "dist-packages",
          "build",
          "dist",
          "*.egg-info");

  private static final DiscoveryOptions DEFAULTS =
      new DiscoveryOptions(List.of("simulate", "parameters"), List.of(), PRUNED, false);

  private final List<String> methods;
  private final List<String> sourceRoots;
  private final Set<String> prunedDirectories;
  private final boolean tests;

  private DiscoveryOptions(
      List<String> methods,
      List<String> sourceRoots,
      Set<String> prunedDirectories,
      boolean tests) {
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("a rule needs the name of a method");
    }
    this.methods = List.copyOf(new LinkedHashSet<>(methods));
    this.sourceRoots = List.copyOf(new LinkedHashSet<>(sourceRoots));
    this.prunedDirectories = Collections.unmodifiableSet(new TreeSet<>(prunedDirectories));
    this.tests = tests;
  }

  /** A class is a model when it has all of them; at least one. */
  public List<String> methods() {
    return methods;
  }

  /**
   * Directories relative to the project from which module names count, {@code "."} for the project
   * itself; empty: as the project's build settings say, else {@code src} where it exists, and the
   * project.
   */
  public List<String> sourceRoots() {
    return sourceRoots;
  }

  /** Names of directories that are not entered; a leading {@code *} stands for anything. */
  public Set<String> prunedDirectories() {
    return prunedDirectories;
  }

  /**
   * Whether {@code tests/}, {@code test_*.py}, {@code *_test.py} and {@code conftest.py} are read
   * too.
   */
  public boolean tests() {
    return tests;
  }

  /** Classes with {@code simulate} and {@code parameters}, tests left out. */
  public static DiscoveryOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Which files are listed: no hidden ones, none that are ignored. Packages of names that are
   * pruned by default are listed, unless the names are chosen.
   */
  public WalkOptions walk() {
    WalkOptions walk = WalkOptions.defaults().withPrunedDirectories(prunedDirectories);
    return prunedDirectories.equals(PRUNED) ? walk.withPackages() : walk;
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

  /** Tests are read, too. */
  public DiscoveryOptions withTests() {
    return new DiscoveryOptions(methods, sourceRoots, prunedDirectories, true);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(methods, sourceRoots, prunedDirectories, tests);
  }
}
