package io.modelops.bundle;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.AboutFiles;
import io.modelops.bundle.internal.project.ConfiguredModels;
import io.modelops.bundle.internal.project.Explanations;
import io.modelops.bundle.internal.project.ModelSearch;
import io.modelops.bundle.internal.project.RecordedTree;
import io.modelops.bundle.internal.project.SearchCache;
import io.modelops.bundle.internal.project.SearchCache.Kept;
import io.modelops.bundle.internal.project.SearchMemory;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.value.About;
import io.modelops.bundle.value.DiscoveryDifference;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Explanation.Ground.Kind;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ModelDifference;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What discovery found. Useful alone: an IDE shows it, nothing is written or sent. */
public final class Discovery extends Stage<Discovery> {
  private final Project project;
  private final @Nullable Settings settings;
  private final @Nullable DiscoveryOptions options;
  private final ModelSearch found;
  private final @Nullable SearchMemory memory;
  private final @Nullable SearchCache cache;
  private final @Nullable List<Suggestion> suggestions;

  /**
   * @param settings as far as they are known already
   * @param options by which it was searched; null: those of the settings
   * @param memory of the session that it is of
   * @param cache where the answer is kept
   * @param suggestions as far as they are known already
   */
  private Discovery(
      Project project,
      @Nullable Settings settings,
      @Nullable DiscoveryOptions options,
      ModelSearch found,
      @Nullable SearchMemory memory,
      @Nullable SearchCache cache,
      @Nullable List<Suggestion> suggestions) {
    this.project = project;
    this.settings = settings;
    this.options = options;
    this.found = found;
    this.memory = memory;
    this.cache = cache;
    this.suggestions = suggestions;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Discovery with(Call call) {
    Project same = new Project(project.root(), call);
    return new Discovery(same, settings, options, found, memory, cache, suggestions);
  }

  /** Finds models in a search that is alone. */
  static Discovery run(Project project, @Nullable DiscoveryOptions options) {
    return run(project, options, new RecordedTree(project), null, null);
  }

  /** Finds models in a session, for one search at a time. */
  static Discovery run(Project project, @Nullable DiscoveryOptions options, SearchMemory memory) {
    SearchCache cache = memory.isOnDisk() ? SearchCache.of(project, options).orElse(null) : null;
    Kept kept = cache != null && memory.isEmpty() ? cache.read() : null;
    if (kept != null) {
      return new Discovery(project, null, options, kept.found(), memory, cache, kept.suggestions());
    }
    Discovery made = run(project, options, new RecordedTree(project, memory), memory, cache);
    made.keep(null);
    return made;
  }

  private static Discovery run(
      Project project,
      @Nullable DiscoveryOptions options,
      RecordedTree tree,
      @Nullable SearchMemory memory,
      @Nullable SearchCache cache) {
    Settings settings = options == null ? SettingsFile.read(project.with(tree)) : null;
    DiscoveryOptions chosen = options != null ? options : requireNonNull(settings).discovery();
    ModelSearch found = ModelSearch.run(project, tree, chosen);
    return new Discovery(project, settings, chosen, found, memory, cache, null);
  }

  /**
   * Keeps the answer, unless it depends on an environment, of which nothing tells if it changes.
   */
  private void keep(@Nullable List<Suggestion> made) {
    if (cache != null && options().environment() == null) {
      cache.write(found, made);
    }
  }

  private DiscoveryOptions options() {
    return options != null ? options : settings().discovery();
  }

  /**
   * What pyproject.toml says: what the search followed or, if that was given options, what it says
   * now.
   *
   * @throws ConfigurationException with line and column, if it is wrong
   */
  public Settings settings() {
    return settings != null ? settings : SettingsFile.read(project);
  }

  /**
   * What the project says of itself, now: in CITATION.cff, and in pyproject.toml where that says
   * nothing. The version is that of pyproject.toml.
   *
   * @throws ConfigurationException with line and column, if one of them cannot be read
   */
  public About about() {
    return AboutFiles.read(project);
  }

  /** The classes that are models, sorted by id. */
  public List<Model> models() {
    return found.candidates().stream().filter(model -> model.verdict() == Verdict.MODEL).toList();
  }

  /**
   * Every class that could be a model by what is known of it, models included, sorted by id. Which
   * sources were searched is said in {@link DiscoveryOptions#exhaustive}.
   */
  public List<Model> candidates() {
    return found.candidates();
  }

  /**
   * What the environment is called in which this looked up what is outside the project: a path
   * relative to the project, or the name of a directory elsewhere. Null: nothing was looked up.
   * Otherwise the answer depends on what is installed there, which {@link #inputs()} does not tell.
   */
  public @Nullable String environment() {
    return options().environmentName(project.root());
  }

  /** How the {@link #models()} differ from those that were found before, or elsewhere. */
  public ModelDifference difference(List<Model> before) {
    return ModelDifference.between(before, models());
  }

  /** How the models and issues differ from those of an earlier discovery, or of another project. */
  public DiscoveryDifference difference(Discovery before) {
    return DiscoveryDifference.of(difference(before.models()), before.issues(), issues());
  }

  /** What is wrong in the sources that were parsed, sorted by file, line and column. */
  public List<Issue> issues() {
    return found.issues();
  }

  /**
   * What the models may be if no rule finds them: what classes derive from, and before that, where
   * no base sounds like a model, what files call; the likeliest first. Reads the sources as they
   * are now; in a session, what it does not know yet.
   *
   * @throws DiscoveryException if the directory cannot be read
   */
  public List<Suggestion> suggestions() {
    if (suggestions != null) {
      return suggestions;
    } else if (memory == null) {
      return found.suggest(project, new RecordedTree(project), options());
    }
    synchronized (memory) {
      List<Suggestion> made = found.suggest(project, new RecordedTree(project, memory), options());
      keep(made);
      return made;
    }
  }

  /**
   * The files that this answer depends on, relative to the project, sorted: sources, settings and
   * ignore files that were read, or looked for and not found. A file that is added depends on the
   * directory that it is added to.
   */
  public SortedSet<String> inputs() {
    return found.inputs().paths();
  }

  /**
   * Chooses what the project says: the models that pyproject.toml names, or every model if it names
   * none, and the tracked files; in a clone without a workspace, the files of manifest.json that no
   * model claims.
   *
   * @throws ConfigurationException with line and column, if a named model is not there or a pattern
   *     matches nothing
   * @throws DiscoveryException code {@code unreadable} if a directory or source could not be read:
   *     what it holds would be left out unnoticed; code {@code everything-ignored} if the ignore
   *     rules leave out every file
   * @throws WorkspaceException in a clone, code {@code listed-file-ignored} if manifest.json lists
   *     a file that is there, and is ignored or looks like a secret by its name
   */
  public Selection select() {
    found.requireComplete(project);
    Settings said = settings();
    var models = new ConfiguredModels(project, said, found);
    Optional<State> state = State.of(project);
    List<String> tracked = state.map(State::trackedAndThere).orElseGet(models::listed);
    List<Model> selected = models.select(tracked);
    Set<String> asked = new HashSet<>(models.looked());
    asked.addAll(state.isPresent() ? List.of() : models.manifestNames());
    Kind kind = state.isPresent() ? Kind.TRACKED : Kind.LISTED;
    Map<String, Kind> others = new HashMap<>();
    tracked.forEach(path -> others.put(path, kind));
    return new Selection(
        new Explanations(project, found, options(), said, others),
        selected,
        tracked,
        models.issues(),
        found.inputs().with(asked));
  }

  /**
   * What {@link #save} would change, as pyproject.toml is now. Writes nothing.
   *
   * @throws ConfigurationException if the file cannot be read
   * @throws DiscoveryException as {@link #save}
   */
  public SettingsChange planSave(List<Model> models) {
    return new SettingsFile(project).plan(settings -> change(settings, models));
  }

  /**
   * Makes pyproject.toml name these models and no others, and search for models by the rules by
   * which these were found. Entries of these models stay as they are written, and so does all else.
   *
   * @throws ConfigurationException if the file cannot be read, or changed meanwhile
   * @throws DiscoveryException code {@code unreadable} if the class of an entry was not found, but
   *     a directory or source could not be read; {@code everything-ignored} if the ignore rules
   *     leave out every file
   */
  public SettingsChange save(List<Model> models) {
    return new SettingsFile(project).save(settings -> change(settings, models));
  }

  private SettingsChange change(Settings before, List<Model> models) {
    SettingsChange change = SettingsChange.of(before, models, options());
    Set<String> there = found.candidates().stream().map(Model::className).collect(toSet());
    if (!change.removed().stream().allMatch(model -> there.contains(model.className()))) {
      found.requireComplete(project);
      found.requireFiles(project);
    }
    return change;
  }

  /** Chooses among the {@link #models()}. */
  public Selection select(Predicate<? super Model> wanted) {
    return new Selection(
        new Explanations(project, found, options(), null, Map.of()),
        models().stream().filter(wanted).toList(),
        List.of(),
        List.of(),
        found.inputs());
  }
}
