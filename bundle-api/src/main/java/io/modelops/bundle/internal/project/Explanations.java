package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Explanation.Ground;
import io.modelops.bundle.value.Explanation.Ground.Kind;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.Relations;
import io.modelops.bundle.value.Relations.Derivation;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why files are in a bundle. What the search for models does not keep is found anew when somebody
 * asks.
 *
 * @param settings whose models were chosen; null if the caller chose
 * @param others how files that belong to no model come into the bundle
 */
public record Explanations(
    Project project,
    ModelSearch found,
    DiscoveryOptions options,
    @Nullable Settings settings,
    Map<String, Kind> others) {

  /** The same, for another call. */
  public Explanations with(Project other) {
    return new Explanations(other, found, options, settings, others);
  }

  /** The grounds of one file for a choice of models and further files. */
  public Explanation of(String path, List<Model> models, List<String> files) {
    try {
      List<Ground> grounds = new ArrayList<>(grounds(path, models));
      if (files.contains(path)) {
        grounds.add(other(path));
      }
      return grounds.isEmpty()
          ? Explanation.missing(path, whyNot(path, models))
          : Explanation.bundled(path, grounds);
    } catch (IOException e) {
      throw ProjectFileStats.unreadable(path, e);
    }
  }

  private List<Ground> grounds(String path, List<Model> models) throws IOException {
    List<Model> holding = models.stream().filter(each -> each.files().contains(path)).toList();
    Map<String, ModelSetting> said = said();
    List<Model> unsaid = holding.stream().filter(each -> patterns(each, said).isEmpty()).toList();
    boolean own = unsaid.stream().allMatch(each -> each.location().file().equals(path));
    Map<String, List<Step>> needs = own ? Map.of() : relations(unsaid).needs();
    Operation operation = project.operation();
    List<Ground> grounds = new ArrayList<>();
    for (Model each : holding) {
      Ground ground = saidOrOwn(path, each, said);
      grounds.add(
          ground != null
              ? ground
              : needed(
                  each,
                  new Chains(needs, List.of(each.location().file()), operation::check).to(path)));
    }
    return grounds;
  }

  private static Ground needed(Model model, List<Step> steps) {
    return Ground.of(Kind.NEEDED).withModel(model.id()).withSteps(steps);
  }

  /** The ground that needs no search; null if the file is needed by way of others. */
  private static @Nullable Ground saidOrOwn(
      String path, Model model, Map<String, ModelSetting> said) {
    ModelSetting setting = said.get(model.id());
    for (Glob glob : patterns(model, said)) {
      if (glob.matches(path)) {
        return Ground.of(Kind.PATTERN)
            .withModel(model.id())
            .withText(glob.toString())
            .withPlace(setting == null ? null : setting.location());
      }
    }
    return model.location().file().equals(path)
        ? Ground.of(Kind.DEFINES).withModel(model.id()).withPlace(model.location())
        : null;
  }

  /** What pyproject.toml says of models, by id. */
  private Map<String, ModelSetting> said() {
    Map<String, ModelSetting> said = new HashMap<>();
    if (settings != null) {
      settings.models().forEach(each -> said.putIfAbsent(each.id(), each));
    }
    return said;
  }

  private static List<Glob> patterns(Model model, Map<String, ModelSetting> said) {
    ModelSetting setting = said.get(model.id());
    return setting == null ? List.of() : setting.files();
  }

  /**
   * Why each file is in the bundle, by path: the models that it defines, or else a pattern of a
   * model, or else the model from which the fewest steps lead to it; and how else it comes there.
   */
  public List<Explanation> all(List<Model> models, List<String> files) {
    Map<String, ModelSetting> said = said();
    SortedMap<String, List<Ground>> grounds = new TreeMap<>(BundlePath.ORDER);
    Map<String, Model> holders = new HashMap<>();
    for (Model model : models) {
      for (String path : model.files()) {
        List<Ground> known = grounds.computeIfAbsent(path, key -> new ArrayList<>());
        boolean own = model.location().file().equals(path);
        Ground ground = own || known.isEmpty() ? saidOrOwn(path, model, said) : null;
        if (ground != null) {
          known.add(ground);
        }
        holders.putIfAbsent(path, model);
      }
    }
    addNeeded(models.stream().filter(each -> patterns(each, said).isEmpty()), holders, grounds);
    files.forEach(path -> grounds.computeIfAbsent(path, key -> new ArrayList<>()).add(other(path)));
    List<Explanation> all = new ArrayList<>();
    grounds.forEach((path, known) -> all.add(Explanation.bundled(path, known)));
    return all;
  }

  /** Adds the nearest model to the files without a ground; any that has it if none is known. */
  private void addNeeded(
      Stream<Model> unsaid, Map<String, Model> holders, SortedMap<String, List<Ground>> grounds) {
    Map<String, Model> starts = new LinkedHashMap<>();
    unsaid.forEach(each -> starts.putIfAbsent(each.location().file(), each));
    Map<String, List<Step>> needs = relations(List.copyOf(starts.values())).needs();
    Chains chains = new Chains(needs, starts.keySet(), project.operation()::check);
    grounds.forEach(
        (path, known) -> {
          Model model = starts.getOrDefault(chains.start(path), holders.get(path));
          if (known.isEmpty() && model != null) {
            known.add(needed(model, chains.to(path)));
          }
        });
  }

  private Ground other(String path) {
    return Ground.of(others.getOrDefault(path, Kind.GIVEN));
  }

  /** How the files of models need one another, and from what the models derive, as it is now. */
  public Relations relations(List<Model> models) {
    Operation operation = project.operation();
    var sources = new SourceParser.Sources(project.root(), tree(), found.listing().files());
    Map<String, List<Step>> needs = new HashMap<>();
    List<Derivation> classes = new ArrayList<>();
    try {
      for (SourceParser parser : project.providers().all(SourceParser.class)) {
        operation.check();
        Relations relations = parser.relations(sources, options, models, operation);
        needs.putAll(relations.needs());
        classes.addAll(relations.classes().values());
      }
    } catch (IOException e) {
      throw ModelSearch.unreadable(project, e);
    }
    return Relations.of(needs, classes);
  }

  private SourceTree tree() {
    return project.providers().one(SourceTree.class, "bundle-discovery");
  }

  private List<Ground> whyNot(String path, List<Model> models) throws IOException {
    List<Ground> grounds = new ArrayList<>();
    Map<String, ModelSetting> said = said();
    for (Model model : models) {
      ModelSetting setting = said.get(model.id());
      if (setting != null && needs(model.className(), path)) {
        grounds.add(
            Ground.of(Kind.OUTSIDE_PATTERNS).withModel(model.id()).withPlace(setting.location()));
      }
      model.dataHints().stream()
          .filter(hint -> hint.path().equals(path))
          .map(hint -> Ground.of(Kind.MENTIONED).withModel(model.id()).withPlace(hint.mentioned()))
          .forEach(grounds::add);
    }
    addUnselected(path, models, grounds);
    if (grounds.isEmpty()) {
      grounds.add(absent(path));
    }
    return grounds;
  }

  private boolean needs(String className, String path) {
    return found.candidates().stream()
        .anyMatch(each -> each.className().equals(className) && each.files().contains(path));
  }

  private void addUnselected(String path, List<Model> models, List<Ground> grounds) {
    Set<String> selected = Set.copyOf(models.stream().map(Model::className).toList());
    found.candidates().stream()
        .filter(each -> each.verdict() == Verdict.MODEL && each.files().contains(path))
        .filter(each -> !selected.contains(each.className()))
        .map(each -> Ground.of(Kind.NOT_SELECTED).withModel(each.id()).withPlace(each.location()))
        .forEach(grounds::add);
  }

  private Ground absent(String path) throws IOException {
    SourceTree tree = tree();
    Optional<Cause> cause = tree.omits(project.root(), path, options.walk());
    if (cause.isPresent()) {
      return Ground.of(Kind.OMITTED)
          .withText(cause.get().name())
          .withPlace(tree.rule(project.root(), path, options.walk()).orElse(null));
    }
    boolean there =
        found.listing().files().contains(path)
            || Files.exists(project.root().resolve(path), LinkOption.NOFOLLOW_LINKS);
    return Ground.of(there ? Kind.UNREACHED : Kind.ABSENT);
  }
}
