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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bases that heads of classes name, and how often. */
public final class BaseCount {
  private static final Pattern NO_MODEL =
      Pattern.compile(
          ".*(Error|Exception|Warning|Mix[iI]n|Enum|TestCase|Test|Config|Spec|Protocol|Params|Form)$"
              + "|.*(View|Data|DataFrame|Dict|Root|Pydantic|Schema|Settings|Language)(Base)?Model$");

  /** Modules of exceptions, of data classes and of tables in a database. */
  private static final Pattern NO_MODELS =
      Pattern.compile(".+[.:](errors?|exceptions?|pydantic\\w*|db)[.:].*");

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

  /** Fewer may be an accident. */
  private static final int FEW = 3;

  /** One class of so many has to derive from a base whose name says nothing. */
  private static final int SHARE = 20;

  private final Modules modules;
  private final GeneralLibraries libraries;
  private final PresetBases presets;
  private final Map<String, Base> bases = new LinkedHashMap<>();
  private int classes;

  /** By package and name, whether all classes of it derive from what a general library offers. */
  private final Map<String, Boolean> ofLibraries = new HashMap<>();

  /** By the same, whether a class of it goes on as models do. */
  private final Map<String, Boolean> running = new HashMap<>();

  /** By the same, whether a class of it derives from what serves models. */
  private final Map<String, Boolean> tools = new HashMap<>();

  /**
   * A base.
   *
   * @param name {@code module:Name}
   * @param own whether it is the project's own
   * @param general whether it is a general library's
   * @param preset one that is made for it
   * @param running those of the places whose classes go on as models do
   */
  public record Base(
      String name,
      boolean own,
      boolean general,
      @Nullable String preset,
      List<SourceRange> places,
      List<SourceRange> running) {
    int count() {
      return places.size();
    }

    Base withRunning(List<SourceRange> some) {
      return new Base(name, own, general, preset, places, some);
    }

    /** Whether what derives from it goes on as models do, or one that is said to by its use. */
    private boolean runs() {
      return !ModelWords.isTool(name)
          && (2 * running.size() >= places.size() || (!own && places.size() >= MANY));
    }

    /** Whether its name says that it is the class of models, not only what derives from it. */
    public boolean isNamed() {
      return preset != null
          || (ModelWords.isLikeAModel(name) && (runs() || !ModelWords.isVagueBase(name)));
    }

    /**
     * How much speaks for it.
     *
     * @param found the number of classes that derive from it, directly or not
     * @param all the number of all classes
     * @return 0 if they are too few to say so much
     */
    public int weight(int found, int all) {
      boolean named = isNamed();
      if ((own && found < FEW && !(named && runs())) || (!named && found * SHARE < all)) {
        return 0;
      }
      return found * (preset != null ? 12 : !named ? 3 : runs() ? 8 : 6);
    }

    /** The name of the rule that finds it. */
    public String rule() {
      return preset == null ? name : preset;
    }

    public Kind kind() {
      return general ? Kind.GENERAL_BASE : isNamed() || runs() ? Kind.BASE : Kind.OTHER_BASE;
    }

    /** The smaller, the likelier. */
    public int rank() {
      return preset != null
          ? 0
          : switch (kind()) {
            case BASE -> isNamed() ? 1 : 2;
            case OTHER_BASE -> 3;
            default -> 4;
          };
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
      boolean ofLibrary = false;
      boolean tool = false;
      for (String base : head.bases()) {
        String name = meaning(module, heads, base);
        if (name != null) {
          add(name, head, new SourceRange(module.file(), head.line(), 1, head.line()));
          ofLibrary |= isOfLibrary(head.name(), name);
          tool |= isTool(base);
        }
      }
      String key = top(module.name()) + " " + head.name();
      ofLibraries.merge(key, ofLibrary, Boolean::logicalAnd);
      tools.merge(key, tool, Boolean::logicalOr);
      running.merge(key, ModelWords.isRunning(head.methods()), Boolean::logicalOr);
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

  private static String top(String name) {
    return name.split("[.:]", 2)[0];
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
    if (heads.classes().stream().anyMatch(head -> head.name().equals(first))) {
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

  private void add(String name, Head head, SourceRange place) {
    String top = top(name);
    String last = name.substring(name.indexOf(':') + 1);
    if (!isName(name) || SILENT.contains(top) || isNoModel(name, last)) {
      return;
    }
    boolean own = modules.exists(top);
    boolean general = libraries.has(top) && !own;
    Base base =
        bases.computeIfAbsent(
            own ? name : top + " " + last,
            key ->
                new Base(
                    name,
                    own,
                    general,
                    presets.preset(name),
                    new ArrayList<>(),
                    new ArrayList<>()));
    base.places().add(place);
    if (ModelWords.isRunning(head.methods()) || (!own && ModelWords.isActing(head.methods()))) {
      base.running().add(place);
    }
  }

  /** Whether it is the class of something else, or a preset says so. */
  private boolean isNoModel(String name, String last) {
    return NO_MODEL.matcher(last).matches()
        || (ModelWords.isLikeAModel(last) && NO_MODELS.matcher(name).matches())
        || presets.excludes(name);
  }

  private static boolean isName(String name) {
    try {
      Rule.subclassOf(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isOfLibrary(Base own) {
    String last = own.name().substring(own.name().indexOf(':') + 1);
    return own.preset() == null && ofLibraries.getOrDefault(top(own.name()) + " " + last, false);
  }

  /** The number of classes that were added. */
  public int classes() {
    return classes;
  }

  /**
   * An own base that runs itself lends that to what derives from it, and one that serves models
   * takes it away.
   */
  private Base complete(Base base) {
    String last = base.name().substring(base.name().indexOf(':') + 1);
    String key = top(base.name()) + " " + last;
    boolean tool = tools.getOrDefault(key, false);
    return base.own() && (tool || running.getOrDefault(key, false))
        ? base.withRunning(tool ? List.of() : base.places())
        : base;
  }

  /** The likeliest first. */
  public List<Base> bases() {
    return bases.values().stream()
        .filter(base -> !base.own() || (base.count() > 1 && !isOfLibrary(base)))
        .map(this::complete)
        .sorted(
            Comparator.comparingInt(Base::rank)
                .thenComparing(Comparator.comparingInt(Base::count).reversed())
                .thenComparing(Base::name))
        .toList();
  }
}
