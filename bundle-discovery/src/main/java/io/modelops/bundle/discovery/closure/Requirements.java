package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.closure.OutsideImports.Use;
import io.modelops.bundle.discovery.environment.InstalledModules;
import io.modelops.bundle.discovery.project.Declarations;
import io.modelops.bundle.discovery.project.Dependency;
import io.modelops.bundle.discovery.project.DistributionNames;
import io.modelops.bundle.discovery.project.DistributionNames.Found;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.Requirement.State;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which distributions models need: those of the modules from outside that their files import. What
 * a project declares is read when a model needs any.
 */
public final class Requirements {
  private final Program program;
  private final OutsideImports imports;
  private final Sources sources;
  private final Set<String> files;
  private final @Nullable InstalledModules installed;
  private @Nullable DistributionNames names;
  private final Map<String, Declarations> byPart = new HashMap<>();
  private final Map<Set<String>, Known> byParts = new HashMap<>();

  /**
   * The modules of which it is known whether they import something from outside, and those that do.
   */
  private final BitSet looked = new BitSet();

  private final BitSet importing = new BitSet();
  private final Map<String, Undeclared> undeclared = new TreeMap<>();

  /**
   * What some projects declare together, and what follows for modules.
   *
   * @param needed the requirements of all modules, each once, by its module
   * @param byImporter the numbers of those of a module
   * @param lists those of several modules together
   */
  private record Known(
      Map<String, Dependency> declared,
      Map<String, String> locked,
      Map<String, Optional<Requirement>> byModule,
      Map<String, Integer> numbers,
      List<Requirement> needed,
      Map<Integer, BitSet> byImporter,
      Map<BitSet, List<Requirement>> lists) {
    int number(Requirement requirement) {
      Integer known = numbers.putIfAbsent(requirement.module(), needed.size());
      if (known == null) {
        needed.add(requirement);
      }
      return known == null ? needed.size() - 1 : known;
    }

    List<Requirement> list(BitSet wanted) {
      return lists.computeIfAbsent(
          wanted,
          key ->
              key.stream()
                  .mapToObj(needed::get)
                  .sorted((a, b) -> a.module().compareTo(b.module()))
                  .toList());
    }
  }

  /** A distribution that nothing declares, and the import that is told. */
  private record Undeclared(Requirement requirement, Use use, boolean anyDeclared) {
    Undeclared or(Undeclared other) {
      boolean mine = use.or(other.use).equals(use);
      return new Undeclared(
          mine ? requirement : other.requirement,
          mine ? use : other.use,
          anyDeclared || other.anyDeclared);
    }
  }

  /**
   * @param installed what the environment of the project has; null if that is not looked at
   */
  public Requirements(
      Program program,
      OutsideImports imports,
      Sources sources,
      @Nullable InstalledModules installed) {
    this.installed = installed;
    this.program = program;
    this.imports = imports;
    this.sources = sources;
    this.files = new HashSet<>(sources.files());
  }

  /** What some modules need, sorted by module. */
  List<Requirement> of(BitSet modules) {
    BitSet importers = importing(modules);
    if (importers.isEmpty()) {
      return List.of();
    }
    Known known = byParts.computeIfAbsent(parts(importers), this::known);
    BitSet needed = new BitSet();
    for (int each = importers.nextSetBit(0); each >= 0; each = importers.nextSetBit(each + 1)) {
      needed.or(known.byImporter().computeIfAbsent(each, key -> requirements(key, known)));
    }
    return known.list(needed);
  }

  /** Those that import something from outside. */
  private BitSet importing(BitSet modules) {
    BitSet news = (BitSet) modules.clone();
    news.andNot(looked);
    news.stream().filter(each -> !imports.of(each).isEmpty()).forEach(importing::set);
    looked.or(news);
    BitSet found = (BitSet) modules.clone();
    found.and(importing);
    return found;
  }

  /** The projects that they are in, and the one that these are in. */
  private Set<String> parts(BitSet modules) {
    Set<String> parts = new TreeSet<>(Set.of(""));
    if (program.names().hasParts()) {
      modules.stream()
          .forEach(each -> parts.add(program.names().part(program.module(each).file())));
    }
    return parts;
  }

  private BitSet requirements(int importer, Known known) {
    BitSet needed = new BitSet();
    new TreeMap<>(imports.of(importer))
        .forEach(
            (name, use) -> {
              Requirement requirement = requirement(name, use, known);
              if (requirement != null) {
                needed.set(known.number(requirement));
              }
            });
    return needed;
  }

  /** Null if it may be of the project itself, which shares its name with what is installed. */
  private @Nullable Requirement requirement(String module, Use use, Known known) {
    Requirement requirement =
        known.byModule().computeIfAbsent(module, name -> find(name, known)).orElse(null);
    if (requirement != null && requirement.state() == State.UNDECLARED) {
      int dot = module.indexOf('.');
      if (program.names().mayBeOwn(use.file(), dot < 0 ? module : module.substring(0, dot))) {
        return null;
      }
      Undeclared it = new Undeclared(requirement, use, !known.declared().isEmpty());
      undeclared.merge(requirement.distribution(), it, Undeclared::or);
    }
    return requirement;
  }

  private Known known(Set<String> parts) {
    Map<String, Dependency> declared = new HashMap<>();
    Map<String, String> locked = new HashMap<>();
    for (String part : parts) {
      Declarations each = byPart.computeIfAbsent(part, key -> Declarations.of(sources, files, key));
      each.byName().forEach((name, it) -> declared.merge(name, it, (a, b) -> a.extra() ? b : a));
      each.locked().forEach(locked::putIfAbsent);
    }
    return new Known(
        declared,
        locked,
        new HashMap<>(),
        new HashMap<>(),
        new ArrayList<>(),
        new HashMap<>(),
        new HashMap<>());
  }

  private Optional<Requirement> find(String module, Known known) {
    DistributionNames table = names == null ? new DistributionNames() : names;
    names = table;
    InstalledModules.Brought brought = installed == null ? null : installed.brought(module);
    Found found =
        brought == null
            ? table.find(module, known.declared().keySet())
            : new Found(
                brought.module(), DistributionNames.normalize(brought.distribution().name()));
    Dependency dependency = found == null ? null : known.declared().get(found.distribution());
    if (dependency == null && brought == null) {
      found = table.find(module, known.locked().keySet());
    }
    if (found == null) {
      return Optional.empty();
    }
    State state =
        dependency == null ? State.UNDECLARED : dependency.extra() ? State.EXTRA : State.DECLARED;
    Requirement requirement =
        Requirement.of(found.module(), found.distribution(), state)
            .withLocked(known.locked().get(found.distribution()))
            .withInstalled(
                brought != null
                    ? brought.distribution().version()
                    : installed == null ? null : installed.version(found.distribution()));
    return Optional.of(
        dependency == null
            ? requirement
            : requirement.withSpecifier(dependency.specifier()).withDeclared(dependency.place()));
  }

  /** One for each distribution that was asked for and nothing declares. */
  public List<Issue> issues() {
    List<Issue> issues = new ArrayList<>();
    for (Undeclared each : undeclared.values()) {
      Use use = each.use();
      boolean serious = each.anyDeclared() && !use.guarded();
      String text =
          "module "
              + each.requirement().module()
              + " comes with "
              + each.requirement().distribution()
              + (each.anyDeclared()
                  ? ", which is no dependency of the project"
                  : "; the project declares no dependencies");
      issues.add(
          Issue.of(
              serious ? Severity.WARNING : Severity.INFO,
              "undeclared-requirement",
              use.file(),
              use.span().line(),
              use.span().column(),
              text));
    }
    return issues;
  }
}
