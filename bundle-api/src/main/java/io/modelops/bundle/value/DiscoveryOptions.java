package io.modelops.bundle.value;

import java.nio.file.Path;
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
      new DiscoveryOptions(
          List.of("simulation", "calabaria", "declared"),
          List.of(),
          List.of(),
          PRUNED,
          false,
          Set.of(),
          false,
          null);

  private final List<String> presets;
  private final List<NamedRule> rules;
  private final List<String> sourceRoots;
  private final Set<String> prunedDirectories;
  private final boolean tests;
  private final Set<String> classes;
  private final boolean exhaustive;
  private final @Nullable String environment;

  private DiscoveryOptions(
      List<String> presets,
      List<NamedRule> rules,
      List<String> sourceRoots,
      Set<String> prunedDirectories,
      boolean tests,
      Set<String> classes,
      boolean exhaustive,
      @Nullable String environment) {
    if (presets.isEmpty() && rules.isEmpty()) {
      throw new IllegalArgumentException("discovery needs a rule");
    }
    this.presets = List.copyOf(new LinkedHashSet<>(presets));
    this.rules = List.copyOf(new LinkedHashSet<>(rules));
    this.sourceRoots = List.copyOf(new LinkedHashSet<>(sourceRoots));
    this.prunedDirectories = Collections.unmodifiableSet(new TreeSet<>(prunedDirectories));
    this.tests = tests;
    this.classes = Collections.unmodifiableSet(new TreeSet<>(classes));
    this.exhaustive = exhaustive;
    this.environment = environment;
  }

  /**
   * Names of rules that the {@code SourceParser} knows, or that {@link #rules} has. Those of {@link
   * #rules} count before them. A class is a model if any rule of either holds.
   */
  public List<String> presets() {
    return presets;
  }

  /** Rules that count beside the {@link #presets}. */
  public List<NamedRule> rules() {
    return rules;
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

  /**
   * Classes ({@code module:QualName}) that are candidates even if only a base outside the project
   * may bring them methods, and whose files are found even if they are no models.
   */
  public Set<String> classes() {
    return classes;
  }

  /**
   * Whether every source is parsed; up to 100 sources are in any case. If not, a source is parsed
   * if it seems to bind the first of the methods that a rule asks for, if it mentions a package
   * that a rule names, if it mentions a class of the project for which that holds, or if a model
   * needs it. Candidates are then the classes for which some part of a rule holds, and issues are
   * those of the sources that are parsed. The models and their files are the same.
   */
  public boolean exhaustive() {
    return exhaustive;
  }

  /**
   * The directory in which what the project imports from outside is looked up: a virtual
   * environment, a conda environment, or one like {@code site-packages}; absolute, or relative to
   * the project. Null: nowhere. It is read as sources are, as far as bases lead into it, and
   * nothing of it belongs to a model. What is found then depends on that directory, too.
   */
  public @Nullable String environment() {
    return environment;
  }

  /**
   * What the environment is called where it must not be told on which machine it is: its path
   * relative to the project, or, if it is elsewhere, the name of its directory. Null if there is
   * none.
   */
  public @Nullable String environmentName(Path project) {
    if (environment == null) {
      return null;
    }
    Path root = project.normalize();
    Path place = root.resolve(environment).normalize();
    Path name = place.startsWith(root) ? root.relativize(place) : place.getFileName();
    return name == null ? "/" : name.toString().replace('\\', '/');
  }

  /**
   * Classes with {@code simulate} and {@code parameters}, models of calabaria, and what the project
   * declares to be a model; tests left out.
   */
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

  /** By no other rule than this: a model has all of these methods. */
  public DiscoveryOptions withMethods(String... names) {
    List<NamedRule> only = List.of(NamedRule.of("methods", Rule.methods(names)));
    return new DiscoveryOptions(
        List.of(), only, sourceRoots, prunedDirectories, tests, classes, exhaustive, environment);
  }

  /** See {@link #presets()}. */
  public DiscoveryOptions withPresets(String... names) {
    return new DiscoveryOptions(
        List.of(names),
        rules,
        sourceRoots,
        prunedDirectories,
        tests,
        classes,
        exhaustive,
        environment);
  }

  /** See {@link #rules()}. */
  public DiscoveryOptions withRules(List<NamedRule> rules) {
    return new DiscoveryOptions(
        presets, rules, sourceRoots, prunedDirectories, tests, classes, exhaustive, environment);
  }

  /** By these rules and no presets. */
  public DiscoveryOptions withOnlyRules(List<NamedRule> rules) {
    return new DiscoveryOptions(
        List.of(), rules, sourceRoots, prunedDirectories, tests, classes, exhaustive, environment);
  }

  public DiscoveryOptions withSourceRoots(String... directories) {
    return new DiscoveryOptions(
        presets,
        rules,
        List.of(directories),
        prunedDirectories,
        tests,
        classes,
        exhaustive,
        environment);
  }

  public DiscoveryOptions withPrunedDirectories(Set<String> names) {
    return new DiscoveryOptions(
        presets, rules, sourceRoots, names, tests, classes, exhaustive, environment);
  }

  /** Tests are read, too. */
  public DiscoveryOptions withTests() {
    return new DiscoveryOptions(
        presets, rules, sourceRoots, prunedDirectories, true, classes, exhaustive, environment);
  }

  /** See {@link #classes()}. */
  public DiscoveryOptions withClasses(Set<String> names) {
    return new DiscoveryOptions(
        presets, rules, sourceRoots, prunedDirectories, tests, names, exhaustive, environment);
  }

  /**
   * Every source is parsed, and every class is a candidate of which a base outside the project may
   * make a model.
   */
  public DiscoveryOptions withExhaustive() {
    return new DiscoveryOptions(
        presets, rules, sourceRoots, prunedDirectories, tests, classes, true, environment);
  }

  /** See {@link #environment()}. */
  public DiscoveryOptions withEnvironment(@Nullable String directory) {
    if (directory != null && directory.isBlank()) {
      throw new IllegalArgumentException("an environment is a directory");
    }
    return new DiscoveryOptions(
        presets, rules, sourceRoots, prunedDirectories, tests, classes, exhaustive, directory);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(
        presets, rules, sourceRoots, prunedDirectories, tests, classes, exhaustive, environment);
  }
}
