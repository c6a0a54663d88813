package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.closure.ClosureMemo;
import io.modelops.bundle.discovery.closure.DataHints;
import io.modelops.bundle.discovery.closure.OutsideImports.Use;
import io.modelops.bundle.discovery.closure.RequirementMemo;
import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.project.TestFiles;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Footprint;
import io.modelops.bundle.discovery.resolve.ModuleMemo;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Model.DataHint;
import io.modelops.bundle.value.NamedRule;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What searches have found out of the modules of a project, as long as there are the same, under
 * the same settings. A search begins with {@link #update}; if it ends early, what it leaves holds.
 * For one search at a time.
 */
final class ProjectMemory {
  private final Basis basis;
  private final List<PythonModule> modules;
  private final BitSet wanted = new BitSet();
  final Sought sought;
  final ParsedModules parsed;
  final RelevantSources relevant;
  final ClosureMemo closures = new ClosureMemo();
  final RequirementMemo requirements = new RequirementMemo(closures);

  /** What each module registers. */
  final ModuleMemo<List<ModelDeclaration>> registered;

  final ModuleMemo<Analysis.Findings> judged;

  /** The models of each module, with what their sources say of them. */
  final ModuleMemo<List<Model>> detailed;

  /** The modules that each needs itself. */
  final ModuleMemo<int[]> edges;

  final ModuleMemo<Files> files;
  final ModuleMemo<Map<String, Use>> outside;
  final ModuleMemo<Imports.Suspicious> imports;

  /** The names of several files that each module imports. */
  final ModuleMemo<Set<String>> clashing;

  private List<ModelDeclaration> declared = List.of();
  private Footprint rules = Footprint.of();
  private Footprint declarations = Footprint.of();

  /** What stays the same. */
  record Basis(
      Modules modules,
      List<NamedRule> rules,
      DiscoveryOptions options,
      List<ModelDeclaration> declarations,
      PythonVersions versions) {

    /** Whether what was found on this basis holds on another one. */
    @SuppressWarnings("ReferenceEquality")
    boolean holds(Basis other) {
      return modules == other.modules // there is one for the same files
          && rules.equals(other.rules)
          && options.equals(other.options)
          && declarations.equals(other.declarations)
          && versions.equals(other.versions);
    }
  }

  /** Where one comes from. */
  @FunctionalInterface
  interface Source {
    ProjectMemory of(Basis basis, List<String> files);
  }

  /** What a module brings into a model, or mentions, beside its code. */
  record Files(List<DataHint> hints, @Nullable String stub) {}

  /**
   * @param all the files of the project
   */
  ProjectMemory(Basis basis, List<String> all) {
    this.basis = basis;
    this.modules = List.copyOf(basis.modules().all());
    for (int i = 0; i < modules.size(); i++) {
      wanted.set(i, isWanted(modules.get(i).file()));
    }
    this.sought = Sought.of(basis.rules(), basis.modules());
    this.parsed = new ParsedModules(new DataHints(all, basis.modules().roots()));
    this.relevant = new RelevantSources(modules, wanted, sought);
    int size = modules.size();
    this.registered = new ModuleMemo<>(size);
    this.detailed = new ModuleMemo<>(size);
    this.judged = new ModuleMemo<>(size, (module, before, now) -> detailed.forget(module));
    this.edges = new ModuleMemo<>(size, (module, before, now) -> closures.forget(module));
    this.files = new ModuleMemo<>(size, (module, before, now) -> closures.forget(module));
    this.outside = new ModuleMemo<>(size, requirements::changed);
    this.imports = new ModuleMemo<>(size);
    this.clashing = new ModuleMemo<>(size);
  }

  Basis basis() {
    return basis;
  }

  /** The numbers of the modules that are searched for models, if they matter. */
  BitSet wanted() {
    return wanted;
  }

  /** Whether a file is searched for models, if it matters, and its faults are of interest. */
  boolean isWanted(String file) {
    return basis.options().tests() || !TestFiles.isTest(file);
  }

  /**
   * Forgets what does not follow from the modules as they are now. Those that are not wanted are
   * not asked, as they may be of no interest any more; they count as changed.
   */
  void update(Parsing parsing) {
    BitSet changed = new BitSet();
    for (int i = 0; i < modules.size(); i++) {
      PythonModule module = modules.get(i);
      changed.set(i, wanted.get(i) ? !parsing.isUnchanged(module) : parsed.isKnown(module));
    }
    for (int each = changed.nextSetBit(0); each >= 0; each = changed.nextSetBit(each + 1)) {
      parsed.forget(modules.get(each));
      if (wanted.get(each)) {
        relevant.changed(each);
      }
    }
    for (ModuleMemo<?> each :
        List.of(registered, judged, detailed, edges, files, outside, imports, clashing)) {
      each.forget(changed);
    }
    if (!rules.holds(changed) || !declarations.holds(changed)) {
      forgetVerdicts();
    }
  }

  /** What the rules mean follows from some modules. */
  void rulesFollowFrom(Footprint footprint) {
    rules = footprint;
  }

  /** What the sources declare, and the modules from which it follows what that means. */
  void declared(List<ModelDeclaration> found, Footprint footprint) {
    if (!found.equals(declared)) {
      declared = found;
      forgetVerdicts();
    }
    declarations = footprint;
  }

  private void forgetVerdicts() {
    judged.forgetAll();
    detailed.forgetAll();
  }
}
