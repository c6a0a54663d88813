package io.modelops.bundle.discovery.suggestions;

import io.modelops.bundle.discovery.project.GeneralLibraries;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.HeadScan.Head;
import io.modelops.bundle.discovery.python.HeadScan.Heads;
import io.modelops.bundle.discovery.settings.Presets;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Suggestion.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bases that heads of classes name, and how often. */
public final class BaseCount {
  /** Modules whose classes say nothing of what derives from them. */
  static final Set<String> SILENT =
      Set.of(
          "abc",
          "builtins",
          "collections",
          "contextlib",
          "dataclasses",
          "enum",
          "sys",
          "types",
          "typing",
          "typing_extensions");

  /** So many classes are derived from no class of another project without a purpose. */
  private static final int MANY = 10;

  private final Modules modules;
  private final GeneralLibraries libraries;
  private final PresetBases presets;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /** By name, where it is counted; empty if it says nothing. */
  private final Map<String, Optional<Tally>> byName = new HashMap<>();

  private final Heirs heirs = new Heirs();
  private int classes;

  /** By package and name, whether all classes of it derive from what a general library offers. */
  private final Map<String, Boolean> ofLibraries = new HashMap<>();

  /** By the same, whether a class of it goes on as models do. */
  private final Map<String, Boolean> running = new HashMap<>();

  /** By the same, whether a class of it derives from what serves models. */
  private final Map<String, Boolean> tools = new HashMap<>();

  /**
   * What is counted of a base.
   *
   * @param general whether it is a general library's
   * @param running those of the places whose classes go on as models do
   */
  private record Tally(
      String name,
      boolean own,
      boolean general,
      @Nullable String preset,
      List<SourceRange> places,
      List<SourceRange> running) {
    /**
     * What is known in the end.
     *
     * @param reach how many classes may derive from it
     * @param count how many of its places go on as models do
     */
    Base complete(int reach, int count) {
      boolean runs =
          !ModelWords.isTool(name)
              && (2 * count >= places.size() || (!own && places.size() >= MANY));
      boolean isNamed =
          preset != null
              || (ModelWords.isLikeAModel(name) && (runs || !ModelWords.isVagueBase(name)));
      Kind kind = general ? Kind.GENERAL_BASE : isNamed || runs ? Kind.BASE : Kind.OTHER_BASE;
      return new Base(name, own, preset, places, reach, isNamed, runs, kind);
    }
  }

  public BaseCount(Modules modules, GeneralLibraries libraries, Presets presets) {
    this.modules = modules;
    this.libraries = libraries;
    this.presets = PresetBases.of(presets);
  }

  public void add(PythonModule module, Heads heads) {
    classes += heads.classes().size();
    for (Head head : heads.classes()) {
      boolean runs = ModelWords.isRunning(head.methods());
      boolean ofLibrary = false;
      boolean tool = false;
      for (String base : head.bases()) {
        String name = meaning(module, heads, base);
        heirs.add(family(name == null ? base : name), own(head.name()));
        if (name != null) {
          SourceRange place = new SourceRange(module.file(), head.line(), 1, head.line());
          add(name, head, runs, place);
          ofLibrary |= isOfLibrary(head.name(), name);
          tool |= isTool(base);
        }
      }
      String key = top(module.name()) + " " + head.name();
      ofLibraries.merge(key, ofLibrary, Boolean::logicalAnd);
      running.merge(key, runs, Boolean::logicalOr);
      tools.merge(key, tool, Boolean::logicalOr);
    }
  }

  /** Whether a base leaves nothing of a class, or of its name, that speaks for a model. */
  private boolean isOfLibrary(String name, String base) {
    String top = top(base);
    return libraries.has(top)
        && !modules.exists(top)
        && !SILENT.contains(top)
        && (ModelWords.isLikeAModel(base) || !ModelWords.isLikeAModel(name));
  }

  /** Whether a class is named so that what derives from it serves models, too. */
  private static boolean isTool(String base) {
    String last = base.substring(base.lastIndexOf('.') + 1);
    return Character.isUpperCase(last.charAt(0)) && ModelWords.isTool(last);
  }

  /** Where a class is defined does not matter, if it is one of the project's. */
  private String family(String name) {
    String top = top(name);
    String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
    return name.indexOf(':') < 0 || modules.exists(top) ? own(last) : top + " " + last;
  }

  private static String own(String name) {
    return ". " + name;
  }

  private static String top(String name) {
    int end = 0;
    while (end < name.length() && ".:".indexOf(name.charAt(end)) < 0) {
      end++;
    }
    return name.substring(0, end);
  }

  /** {@code module:Name}; null if it cannot be told, or is built in. */
  private @Nullable String meaning(PythonModule module, Heads heads, String base) {
    String first = base.split("\\.", 2)[0];
    String rest = base.substring(first.length());
    String imported = heads.imported().get(first);
    if (imported != null) {
      String dotted = imported + rest;
      int dot = dotted.lastIndexOf('.');
      return dot <= 0
          ? null
          : absolute(module, dotted.substring(0, dot)) + ":" + dotted.substring(dot + 1);
    }
    if (heads.defines(first)) {
      return module.name() + ":" + base;
    }
    boolean star = heads.stars().size() == 1 && !Character.isLowerCase(first.charAt(0));
    return star && !first.endsWith("Error") && !first.equals("Exception")
        ? absolute(module, heads.stars().get(0)) + ":" + base
        : null;
  }

  private String absolute(PythonModule importer, String name) {
    int level = 0;
    while (level < name.length() && name.charAt(level) == '.') {
      level++;
    }
    List<String> targets = modules.targets(importer, level, name.substring(level));
    return targets.stream()
        .filter(modules::exists)
        .findFirst()
        .orElse(targets.isEmpty() ? name : targets.get(targets.size() - 1));
  }

  private void add(String name, Head head, boolean runs, SourceRange place) {
    Tally tally = byName.computeIfAbsent(name, this::tally).orElse(null);
    if (tally != null) {
      tally.places().add(place);
      if (runs || (!tally.own() && ModelWords.isActing(head.methods()))) {
        tally.running().add(place);
      }
    }
  }

  private Optional<Tally> tally(String name) {
    String top = top(name);
    String last = name.substring(name.indexOf(':') + 1);
    if (!isName(name)
        || SILENT.contains(top)
        || ModelWords.isNoModel(name)
        || presets.excludes(name)) {
      return Optional.empty();
    }
    boolean own = modules.exists(top);
    boolean general = libraries.has(top) && !own;
    return Optional.of(
        tallies.computeIfAbsent(
            own ? name : top + " " + last,
            key ->
                new Tally(
                    name,
                    own,
                    general,
                    presets.preset(name),
                    new ArrayList<>(),
                    new ArrayList<>())));
  }

  private static boolean isName(String name) {
    try {
      Rule.subclassOf(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The number of classes that were added. */
  public int classes() {
    return classes;
  }

  private boolean isOfLibrary(Tally own) {
    return own.preset() == null && ofLibraries.getOrDefault(key(own), false);
  }

  private static String key(Tally tally) {
    String name = tally.name();
    return top(name) + " " + name.substring(name.indexOf(':') + 1);
  }

  /**
   * How many go on as models do: an own base that runs itself lends that to what derives from it,
   * and one that serves models takes it away.
   */
  private int running(Tally base) {
    String key = key(base);
    if (base.own() && tools.getOrDefault(key, false)) {
      return 0;
    }
    boolean lent = base.own() && running.getOrDefault(key, false);
    return lent ? base.places().size() : base.running().size();
  }

  /** The likeliest first. */
  public List<Base> bases() {
    List<Base> bases = new ArrayList<>();
    for (Tally each : tallies.values()) {
      if (!each.own() || (each.places().size() > 1 && !isOfLibrary(each))) {
        bases.add(each.complete(heirs.count(family(each.name())), running(each)));
      }
    }
    bases.sort(BaseCount::compare);
    return bases;
  }

  private static int compare(Base a, Base b) {
    int byRank = Integer.compare(a.rank(), b.rank());
    int byCount = Integer.compare(b.count(), a.count());
    return byRank != 0 ? byRank : byCount != 0 ? byCount : a.name().compareTo(b.name());
  }
}
