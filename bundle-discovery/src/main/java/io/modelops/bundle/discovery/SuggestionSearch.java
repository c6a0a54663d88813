package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.SourceMemory.Said;
import io.modelops.bundle.discovery.project.GeneralLibraries;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.TestFiles;
import io.modelops.bundle.discovery.python.HeadScan;
import io.modelops.bundle.discovery.python.HeadScan.Head;
import io.modelops.bundle.discovery.python.HeadScan.Heads;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.settings.Presets;
import io.modelops.bundle.discovery.suggestions.Base;
import io.modelops.bundle.discovery.suggestions.BaseCount;
import io.modelops.bundle.discovery.suggestions.CallCount;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.Suggestion.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what the models of a project may be: bases that its classes have, and what its files
 * call. A quick look at the heads of classes says which bases are worth a search, which then
 * counts.
 */
final class SuggestionSearch {
  /** So many bases are searched for. */
  private static final int MAX_ASKED = 12;

  private static final int MAX_BASES = 3;
  private static final int MAX_GENERAL = 3;

  /** So few classes may be less than what files make of another class. */
  private static final int MAX_FEW = 10;

  /** So many files for each class say that they are. */
  private static final int MANY_FILES = 3;

  private final Sources sources;
  private final Modules modules;
  private final DiscoveryOptions options;
  private final Operation operation;
  private final SourceMemory memory;
  private final Presets presets = Presets.load();
  private final GeneralLibraries libraries = GeneralLibraries.load();

  /** The classes that derive from bases, by the rule that was tried. */
  private final Map<String, List<SourceRange>> found = new HashMap<>();

  /** A base, and the classes that derive from it. */
  private record Counted(Base base, List<SourceRange> places, int weight) {
    /** Whether calls that make models cannot say more. */
    boolean isSure() {
      return base.preset() != null || (base.isNamed() && places.size() > 2);
    }
  }

  SuggestionSearch(
      Sources sources, Modules modules, DiscoveryOptions options, Operation operation) {
    this.sources = sources;
    this.modules = modules;
    this.options = options;
    this.operation = operation;
    this.memory = SourceMemory.of(sources);
  }

  List<Suggestion> run() throws IOException {
    List<PythonModule> wanted =
        modules.all().stream()
            .filter(module -> options.tests() || !TestFiles.isTest(module.file()))
            .toList();
    List<Heads> heads = operation.map(wanted, this::heads);
    BaseCount count = new BaseCount(modules, libraries, presets);
    for (int i = 0; i < wanted.size(); i++) {
      operation.check();
      count.add(wanted.get(i), heads.get(i));
    }
    List<Base> bases = count.bases();
    List<Counted> likely = counted(bases, count.classes(), Kind.BASE);
    List<Suggestion> suggestions = new ArrayList<>(calls(likely, wanted, heads));
    Kind kind = likely.isEmpty() || !suggestions.isEmpty() ? Kind.OTHER_BASE : Kind.BASE;
    if (likely.isEmpty()) {
      likely = counted(bases, count.classes(), Kind.OTHER_BASE);
    }
    for (Counted each : likely) {
      Base base = each.base();
      suggestions.add(Suggestion.of(kind, name(base), each.places()).withPreset(base.preset()));
    }
    bases.stream()
        .filter(base -> base.kind() == Kind.GENERAL_BASE)
        .limit(MAX_GENERAL)
        .map(base -> Suggestion.of(base.kind(), base.name(), base.places()))
        .forEach(suggestions::add);
    memory.forgetContents();
    return suggestions;
  }

  /** What files call; empty if likely bases say more. */
  private List<Suggestion> calls(
      List<Counted> likely, List<PythonModule> modules, List<Heads> heads) {
    int classes = likely.stream().mapToInt(each -> each.places().size()).sum();
    boolean sure = likely.stream().anyMatch(Counted::isSure);
    int files = sure ? MANY_FILES * classes : 0;
    if (sure && (classes > MAX_FEW || files > modules.size())) {
      return List.of();
    }
    List<Suggestion> calls = new CallCount(libraries).find(modules, heads, this::read);
    Set<String> derived = sure ? names(likely, modules, heads) : Set.of();
    return likely.isEmpty() || calls.stream().anyMatch(each -> isSure(each, files, derived))
        ? calls
        : List.of();
  }

  /**
   * Whether a call says that this is how models are made.
   *
   * @param derived the names of classes that are found by their bases
   */
  private static boolean isSure(Suggestion call, int files, Set<String> derived) {
    String last = call.name().substring(call.name().indexOf(':') + 1);
    return CallCount.isSure(call) && call.count() >= files && !derived.contains(last);
  }

  /** The names of classes that derive from likely bases. */
  private static Set<String> names(
      List<Counted> likely, List<PythonModule> modules, List<Heads> heads) {
    Set<String> places = new HashSet<>();
    for (Counted each : likely) {
      each.places().forEach(place -> places.add(place.file() + ":" + place.line()));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < modules.size(); i++) {
      for (Head head : heads.get(i).classes()) {
        if (places.contains(modules.get(i).file() + ":" + head.line())) {
          names.add(head.name());
        }
      }
    }
    return names;
  }

  private Heads heads(PythonModule module) {
    Said said = memory.said(sources, module.file());
    if (said.heads == null) {
      byte[] source = read(module);
      said = memory.said(sources, module.file());
      said.heads = HeadScan.of(source);
    }
    return said.heads;
  }

  private byte[] read(PythonModule module) {
    operation.check();
    byte[] kept = memory.said(sources, module.file()).content;
    if (kept != null) {
      return kept;
    }
    try {
      return sources.read(module.file(), PythonParser.MAX_SIZE);
    } catch (IOException e) { // discovery has told of it
      return new byte[0];
    }
  }

  /**
   * What rules for the likeliest bases of a kind find.
   *
   * @param classes the number of all classes
   */
  private List<Counted> counted(List<Base> bases, int classes, Kind kind) throws IOException {
    Map<String, Base> asked = new LinkedHashMap<>();
    for (Base base : bases) {
      boolean other = kind == Kind.OTHER_BASE && base.kind() == Kind.BASE;
      if ((base.kind() == kind || other) && asked.size() < MAX_ASKED) {
        asked.putIfAbsent(base.rule(), base);
      }
    }
    if (kind == Kind.BASE) {
      find(asked.values().stream().filter(base -> base.mayCount(classes)).toList());
    } else {
      findMost(asked.values());
    }
    List<Counted> all = new ArrayList<>();
    for (Base base : asked.values()) {
      List<SourceRange> places = found(base);
      int weight = base.weight(places.size(), classes);
      boolean counts = kind == Kind.OTHER_BASE || weight > 0;
      if (!places.isEmpty() && counts && !isWithin(base, asked.values())) {
        all.add(new Counted(base, places, kind == Kind.BASE ? weight : places.size()));
      }
    }
    all.sort((a, b) -> Integer.compare(b.weight(), a.weight()));
    boolean named = false;
    boolean preset = all.stream().anyMatch(each -> each.base().preset() != null);
    List<Counted> likely = new ArrayList<>();
    for (Counted each : all) {
      if (each.base().isNamed() || !(named || preset)) {
        likely.add(each);
      }
      named |= each.base().isNamed();
    }
    return likely.subList(0, Math.min(likely.size(), MAX_BASES));
  }

  /** Searches for those that the most classes may derive from, until no other has as many. */
  private void findMost(Collection<Base> asked) throws IOException {
    List<Base> most = new ArrayList<>(asked);
    most.sort((a, b) -> Integer.compare(b.reach(), a.reach()));
    find(most.subList(0, Math.min(most.size(), MAX_BASES)));
    List<Integer> sizes = new ArrayList<>();
    for (Base base : asked) {
      if (!isWithin(base, asked)) {
        sizes.add(found(base).size());
      }
    }
    sizes.sort(Comparator.reverseOrder());
    int least = sizes.size() < MAX_BASES ? 0 : sizes.get(MAX_BASES - 1);
    find(most.stream().filter(base -> base.reach() >= least).toList());
  }

  /** Searches for those that were not searched for before. */
  private void find(Collection<Base> asked) throws IOException {
    List<NamedRule> rules = new ArrayList<>();
    for (Base base : asked) {
      if (found.putIfAbsent(base.rule(), List.of()) == null) {
        rules.addAll(
            base.preset() != null
                ? presets.named(base.preset())
                : List.of(NamedRule.of(base.name(), Rule.subclassOf(base.name()))));
      }
    }
    if (!rules.isEmpty()) {
      Frame frame = Frame.of(sources, options, rules);
      found.putAll(
          new PythonSearch(sources, frame, rules, options, ProjectMemory::new, operation)
              .holding());
    }
  }

  private List<SourceRange> found(Base base) {
    return found.getOrDefault(base.rule(), List.of());
  }

  /**
   * Whether a base that is as likely has all classes that this one has, and more, or came first.
   */
  private boolean isWithin(Base base, Collection<Base> all) {
    List<SourceRange> own = found(base);
    boolean before = true;
    for (Base other : all) {
      boolean same = other.name().equals(base.name());
      before &= !same;
      List<SourceRange> others = found(other);
      if (!same
          && other.rank() <= base.rank()
          && (others.size() > own.size() || (before && others.size() == own.size()))
          && Set.copyOf(others).containsAll(own)) {
        return true;
      }
    }
    return false;
  }

  /** The class that a preset is made for, or the base itself. */
  private String name(Base base) {
    return base.preset() == null
        ? base.name()
        : presets.named(base.preset()).get(0).rule().names(Rule.SubclassOf.class).get(0);
  }
}
