package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Explanation.Ground;
import io.modelops.bundle.value.Explanation.Ground.Kind;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        grounds.add(Ground.of(others.getOrDefault(path, Kind.GIVEN)));
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
    List<Model> unsaid = holding.stream().filter(each -> patterns(each).isEmpty()).toList();
    Map<String, List<Step>> chains = chains(path, unsaid);
    return holding.stream().map(model -> ground(path, model, chains)).toList();
  }

  private Ground ground(String path, Model model, Map<String, List<Step>> chains) {
    ModelSetting setting = setting(model);
    for (Glob glob : patterns(model)) {
      if (glob.matches(path)) {
        return Ground.of(Kind.PATTERN)
            .withModel(model.id())
            .withText(glob.toString())
            .withPlace(setting == null ? null : setting.location());
      }
    }
    boolean own = model.location().file().equals(path);
    return Ground.of(own ? Kind.DEFINES : Kind.NEEDED)
        .withModel(model.id())
        .withPlace(own ? model.location() : null)
        .withSteps(own ? List.of() : chains.getOrDefault(model.className(), List.of()));
  }

  private @Nullable ModelSetting setting(Model model) {
    return settings == null
        ? null
        : settings.models().stream()
            .filter(each -> each.id().equals(model.id()))
            .findFirst()
            .orElse(null);
  }

  private List<Glob> patterns(Model model) {
    ModelSetting setting = setting(model);
    return setting == null ? List.of() : setting.files();
  }

  private Map<String, List<Step>> chains(String path, List<Model> models) throws IOException {
    Map<String, List<Step>> chains = new HashMap<>();
    if (models.stream().anyMatch(model -> !model.location().file().equals(path))) {
      Operation operation = project.operation();
      var sources = new SourceParser.Sources(project.root(), tree(), found.listing().files());
      for (SourceParser parser : project.providers().all(SourceParser.class)) {
        operation.check();
        chains.putAll(parser.chains(sources, options, models, path, operation));
      }
    }
    return chains;
  }

  private SourceTree tree() {
    return project.providers().one(SourceTree.class, "bundle-discovery");
  }

  private List<Ground> whyNot(String path, List<Model> models) throws IOException {
    List<Ground> grounds = new ArrayList<>();
    for (Model model : models) {
      ModelSetting setting = setting(model);
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
