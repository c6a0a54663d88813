package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.closure.OutsideImports.Use;
import io.modelops.bundle.discovery.closure.RequirementMemo.Known;
import io.modelops.bundle.discovery.closure.RequirementMemo.Needed;
import io.modelops.bundle.discovery.closure.RequirementMemo.Undeclared;
import io.modelops.bundle.discovery.environment.InstalledModules;
import io.modelops.bundle.discovery.project.Declarations;
import io.modelops.bundle.discovery.project.Dependency;
import io.modelops.bundle.discovery.project.Derived;
import io.modelops.bundle.discovery.project.DistributionNames;
import io.modelops.bundle.discovery.project.DistributionNames.Found;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.Requirement.State;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final @Nullable InstalledModules installed;
  private final RequirementMemo memo;

  /** The parts whose declarations are known to be as they are now. */
  private final Set<String> current = new HashSet<>();

  /** The modules of the models that were asked for, by the parts that declare what they need. */
  private final Map<Set<String>, BitSet> asked = new HashMap<>();

  /**
   * @param installed what the environment of the project has; null if that is not looked at
   */
  public Requirements(
      Program program,
      OutsideImports imports,
      Sources sources,
      @Nullable InstalledModules installed,
      RequirementMemo memo) {
    this.installed = installed;
    this.program = program;
    this.imports = imports;
    this.sources = sources;
    this.memo = memo;
  }

  /** What some modules need, sorted by module. */
  List<Requirement> of(BitSet modules, Set<String> parts) {
    if (parts.isEmpty()) {
      return List.of();
    }
    Known known = known(parts);
    BitSet importers = importing(modules);
    note(importers, parts);
    BitSet needed = new BitSet();
    importers.stream().forEach(each -> needed.or(needed(each, known).numbers()));
    return known
        .lists()
        .computeIfAbsent(
            needed,
            key ->
                key.stream()
                    .mapToObj(known.needed()::get)
                    .sorted((a, b) -> a.module().compareTo(b.module()))
                    .toList());
  }

  /** Whether what was found for some modules is still what they need. */
  boolean stillHold(BitSet modules, Set<String> parts) {
    for (String part : parts) {
      if (!isCurrent(part)) {
        return false;
      }
    }
    if (!parts.isEmpty()) {
      note(importing(modules), parts);
    }
    return true;
  }

  private void note(BitSet importers, Set<String> parts) {
    asked.computeIfAbsent(parts, key -> new BitSet()).or(importers);
  }

  /** Those that import something from outside. */
  private BitSet importing(BitSet modules) {
    BitSet news = (BitSet) modules.clone();
    news.andNot(memo.looked);
    news.stream().filter(each -> !imports.of(each).isEmpty()).forEach(memo.importing::set);
    memo.looked.or(news);
    BitSet found = (BitSet) modules.clone();
    found.and(memo.importing);
    return found;
  }

  /**
   * The projects that declare what some modules need: those that the modules are in, and the one
   * that these are in; none if nothing is needed.
   */
  Set<String> parts(BitSet modules) {
    BitSet importers = importing(modules);
    if (importers.isEmpty()) {
      return Set.of();
    }
    Set<String> parts = new TreeSet<>(Set.of(""));
    if (program.names().hasParts()) {
      importers.stream()
          .forEach(each -> parts.add(program.names().part(program.module(each).file())));
    }
    return parts;
  }

  private Needed needed(int importer, Known known) {
    return known.byImporter().computeIfAbsent(importer, key -> find(key, known));
  }

  private Needed find(int importer, Known known) {
    BitSet numbers = new BitSet();
    List<Undeclared> undeclared = new ArrayList<>(0);
    new TreeMap<>(imports.of(importer))
        .forEach(
            (name, use) -> {
              Requirement requirement = requirement(name, use, known);
              if (requirement != null) {
                numbers.set(known.number(requirement));
                if (requirement.state() == State.UNDECLARED) {
                  boolean anyDeclared = !known.declared().isEmpty();
                  undeclared.add(new Undeclared(requirement, use, anyDeclared));
                }
              }
            });
    return new Needed(numbers, undeclared);
  }

  /** Null if it may be of the project itself, which shares its name with what is installed. */
  private @Nullable Requirement requirement(String module, Use use, Known known) {
    Requirement requirement =
        known.byModule().computeIfAbsent(module, name -> find(name, known)).orElse(null);
    int dot = module.indexOf('.');
    boolean own =
        requirement != null
            && requirement.state() == State.UNDECLARED
            && program.names().mayBeOwn(use.file(), dot < 0 ? module : module.substring(0, dot));
    return own ? null : requirement;
  }

  private Known known(Set<String> parts) {
    List<Declarations> all = new ArrayList<>();
    parts.forEach(part -> all.add(declarations(part)));
    return memo.byParts.computeIfAbsent(
        parts,
        key -> {
          Map<String, Dependency> declared = new HashMap<>();
          Map<String, String> locked = new HashMap<>();
          for (Declarations each : all) {
            each.byName()
                .forEach((name, it) -> declared.merge(name, it, (a, b) -> a.extra() ? b : a));
            each.locked().forEach(locked::putIfAbsent);
          }
          return Known.of(declared, locked);
        });
  }

  /** Whether it is known what a part declares now. */
  private boolean isCurrent(String part) {
    Derived<Declarations> known = memo.byPart.get(part);
    if (known == null || current.contains(part)) {
      return known != null;
    }
    if (!known.holds(sources)) {
      memo.forgetDeclarations();
      return false;
    }
    current.add(part);
    return true;
  }

  private Declarations declarations(String part) {
    Derived<Declarations> known = isCurrent(part) ? memo.byPart.get(part) : null;
    if (known == null) {
      try {
        known = Derived.of(sources, all -> Declarations.of(all, new HashSet<>(all.files()), part));
      } catch (IOException e) {
        throw new UncheckedIOException(e); // none is thrown
      }
      memo.byPart.put(part, known);
      current.add(part);
    }
    return known.value();
  }

  private Optional<Requirement> find(String module, Known known) {
    DistributionNames table = memo.names();
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
    Map<String, Undeclared> undeclared = new TreeMap<>();
    asked.forEach(
        (parts, importers) -> {
          Known known = known(parts);
          importers.stream()
              .forEach(
                  importer ->
                      needed(importer, known)
                          .undeclared()
                          .forEach(
                              each ->
                                  undeclared.merge(
                                      each.requirement().distribution(), each, Undeclared::or)));
        });
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
