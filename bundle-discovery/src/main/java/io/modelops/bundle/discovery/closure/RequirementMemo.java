package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.closure.OutsideImports.Use;
import io.modelops.bundle.discovery.project.Declarations;
import io.modelops.bundle.discovery.project.Dependency;
import io.modelops.bundle.discovery.project.Derived;
import io.modelops.bundle.discovery.project.DistributionNames;
import io.modelops.bundle.value.Requirement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the searches of a project know of the distributions that its modules need. */
public final class RequirementMemo {
  private final ClosureMemo closures;
  private @Nullable DistributionNames names;

  /** By part of the project. */
  final Map<String, Derived<Declarations>> byPart = new HashMap<>();

  final Map<Set<String>, Known> byParts = new HashMap<>();

  /**
   * The modules of which it is known whether they import something from outside, and those that do.
   */
  final BitSet looked = new BitSet();

  final BitSet importing = new BitSet();

  /**
   * What an importer needs.
   *
   * @param numbers those of the requirements
   */
  record Needed(BitSet numbers, List<Undeclared> undeclared) {}

  /** A distribution that nothing declares, and the import that is told. */
  record Undeclared(Requirement requirement, Use use, boolean anyDeclared) {
    Undeclared or(Undeclared other) {
      boolean mine = use.or(other.use).equals(use);
      return new Undeclared(
          mine ? requirement : other.requirement,
          mine ? use : other.use,
          anyDeclared || other.anyDeclared);
    }
  }

  /**
   * What some parts declare together, and what follows for modules.
   *
   * @param numbers of requirements, by their modules
   * @param needed the requirements of all modules, each once
   * @param lists those of several modules together
   */
  record Known(
      Map<String, Dependency> declared,
      Map<String, String> locked,
      Map<String, Optional<Requirement>> byModule,
      Map<String, Integer> numbers,
      List<Requirement> needed,
      Map<Integer, Needed> byImporter,
      Map<BitSet, List<Requirement>> lists) {
    static Known of(Map<String, Dependency> declared, Map<String, String> locked) {
      return new Known(
          declared,
          locked,
          new HashMap<>(),
          new HashMap<>(),
          new ArrayList<>(),
          new HashMap<>(),
          new HashMap<>());
    }

    int number(Requirement requirement) {
      Integer known = numbers.putIfAbsent(requirement.module(), needed.size());
      if (known == null) {
        needed.add(requirement);
      }
      return known == null ? needed.size() - 1 : known;
    }
  }

  /**
   * @param closures what models consist of, which follows from this, too
   */
  public RequirementMemo(ClosureMemo closures) {
    this.closures = closures;
  }

  DistributionNames names() {
    DistributionNames known = names == null ? new DistributionNames() : names;
    names = known;
    return known;
  }

  /** A module imports something else from outside than before, or elsewhere. */
  public void changed(int module, Map<String, Use> before, Map<String, Use> now) {
    looked.clear(module);
    importing.clear(module);
    byParts.values().forEach(known -> known.byImporter().remove(module));
    if (!before.keySet().equals(now.keySet())) {
      closures.forget(module);
    }
  }

  /** A part does not declare what it did. */
  void forgetDeclarations() {
    byPart.clear();
    byParts.clear();
    closures.forgetAll();
  }
}
