package io.modelops.bundle.discovery.suggestions;

import io.modelops.bundle.discovery.project.GeneralLibraries;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.HeadScan.Head;
import io.modelops.bundle.discovery.python.HeadScan.Heads;
import io.modelops.bundle.discovery.resolve.NamePattern;
import io.modelops.bundle.discovery.settings.Presets;
import io.modelops.bundle.value.NamedRule;
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
          ".*(Error|Exception|Warning|Mixin|Enum|TestCase|Test|Config|Spec|Protocol|Params|Form)$"
              + "|.*(View|Data|DataFrame|Dict|Root|Pydantic|Schema)Model$");

  /** Modules whose classes say nothing of what derives from them. */
  private static final Set<String> SILENT =
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

  private final Modules modules;
  private final GeneralLibraries libraries;
  private final List<Known> known;
  private final Map<String, Base> bases = new LinkedHashMap<>();

  /** By package and name, whether all classes of it derive from what a general library offers. */
  private final Map<String, Boolean> ofLibraries = new HashMap<>();

  /**
   * A base.
   *
   * @param name {@code module:Name}
   * @param own whether it is the project's own
   * @param general whether it is a general library's
   * @param preset one that is made for it
   */
  public record Base(
      String name,
      boolean own,
      boolean general,
      @Nullable String preset,
      List<SourceRange> places) {
    int count() {
      return places.size();
    }

    /** The name of the rule that finds it. */
    public String rule() {
      return preset == null ? name : preset;
    }

    public Kind kind() {
      return general
          ? Kind.GENERAL_BASE
          : preset != null || ModelWords.isLikeAModel(name) ? Kind.BASE : Kind.OTHER_BASE;
    }

    /** The smaller, the likelier. */
    public int rank() {
      return preset != null
          ? 0
          : switch (kind()) {
            case BASE -> 1;
            case OTHER_BASE -> 2;
            default -> 3;
          };
    }
  }

  /** A base that a preset is made for. */
  private record Known(String preset, NamePattern pattern) {}

  public BaseCount(Modules modules, GeneralLibraries libraries, Presets presets) {
    this.modules = modules;
    this.libraries = libraries;
    this.known = known(presets);
  }

  public void add(PythonModule module, Heads heads) {
    for (Head head : heads.classes()) {
      boolean ofLibrary = false;
      for (String base : head.bases()) {
        String name = meaning(module, heads, base);
        if (name != null) {
          add(name, new SourceRange(module.file(), head.line(), 1, head.line()));
          ofLibrary |= isOfLibrary(head.name(), name);
        }
      }
      ofLibraries.merge(top(module.name()) + " " + head.name(), ofLibrary, Boolean::logicalAnd);
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

  private void add(String name, SourceRange place) {
    String top = top(name);
    String last = name.substring(name.indexOf(':') + 1);
    if (!isName(name) || SILENT.contains(top) || NO_MODEL.matcher(last).matches()) {
      return;
    }
    boolean own = modules.exists(top);
    bases
        .computeIfAbsent(
            own ? name : top + " " + last,
            key -> new Base(name, own, libraries.has(top) && !own, preset(name), new ArrayList<>()))
        .places()
        .add(place);
  }

  private static boolean isName(String name) {
    try {
      Rule.subclassOf(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<Known> known(Presets presets) {
    List<Known> known = new ArrayList<>();
    for (NamedRule rule : presets.rules()) {
      for (String each : rule.rule().names(Rule.SubclassOf.class)) {
        if (!isExcluded(rule.rule(), each)) {
          known.add(new Known(rule.name(), NamePattern.parse(each)));
        }
      }
    }
    return known;
  }

  private @Nullable String preset(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
    for (Known each : known) {
      if (each.pattern().mayEnd(last) && each.pattern().matches(name)) {
        return each.preset();
      }
    }
    return null;
  }

  /** Whether a name is one that a rule says a model does not derive from. */
  private static boolean isExcluded(Rule rule, String name) {
    return rule.rules().stream()
        .anyMatch(
            part -> part instanceof Rule.Not && part.names(Rule.SubclassOf.class).contains(name));
  }

  private boolean isOfLibrary(Base own) {
    String last = own.name().substring(own.name().indexOf(':') + 1);
    return own.preset() == null && ofLibraries.getOrDefault(top(own.name()) + " " + last, false);
  }

  /** The likeliest first. */
  public List<Base> bases() {
    return bases.values().stream()
        .filter(base -> !base.own() || (base.count() > 1 && !isOfLibrary(base)))
        .sorted(
            Comparator.comparingInt(Base::rank)
                .thenComparing(Comparator.comparingInt(Base::count).reversed())
                .thenComparing(Base::name))
        .toList();
  }
}
