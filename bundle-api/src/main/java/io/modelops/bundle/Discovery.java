package io.modelops.bundle;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.project.ConfiguredModels;
import io.modelops.bundle.internal.project.Inputs;
import io.modelops.bundle.internal.project.RecordedTree;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What discovery found. Useful alone: an IDE shows it, nothing is written or sent. */
public final class Discovery extends Stage<Discovery> {
  private final Project project;
  private final @Nullable Settings settings;
  private final Found found;

  /**
   * What was found, and what it depends on.
   *
   * @param candidates sorted by id, file and line
   * @param issues sorted
   */
  private record Found(
      List<Model> candidates, List<Issue> issues, SourceTree.Listing listing, Inputs inputs) {}

  /**
   * @param settings as far as they are known already
   */
  private Discovery(Project project, @Nullable Settings settings, Found found) {
    this.project = project;
    this.settings = settings;
    this.found = found;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Discovery with(Call call) {
    return new Discovery(new Project(project.root(), call), settings, found);
  }

  /** Finds models as the settings say. */
  static Discovery run(Project project) {
    RecordedTree tree = recorded(project);
    Settings settings = SettingsFile.read(project.with(tree));
    return new Discovery(project, settings, find(project, tree, settings.discovery()));
  }

  static Discovery run(Project project, DiscoveryOptions options) {
    return new Discovery(project, null, find(project, recorded(project), options));
  }

  private static RecordedTree recorded(Project project) {
    SourceTree tree = project.providers().one(SourceTree.class, "bundle-discovery");
    List<SettingsFormat> formats = project.providers().all(SettingsFormat.class);
    return new RecordedTree(
        tree, formats.stream().map(SettingsFormat::fileName).collect(Collectors.toSet()));
  }

  private static Found find(Project project, RecordedTree tree, DiscoveryOptions options) {
    Operation operation = project.operation();
    List<SourceParser> parsers = project.providers().some(SourceParser.class, "bundle-discovery");
    try {
      SourceTree.Listing listing = tree.list(project.root(), options.walk(), operation);
      var sources = new SourceParser.Sources(project.root(), tree, listing.files());
      List<Model> candidates = new ArrayList<>();
      List<Issue> issues = new ArrayList<>(listing.issues());
      for (SourceParser parser : parsers) {
        SourceParser.Findings findings = parser.discover(sources, options, operation);
        candidates.addAll(findings.candidates());
        issues.addAll(findings.issues());
      }
      candidates.sort(
          Comparator.comparing(Model::id, BundlePath.ORDER)
              .thenComparing(model -> model.location().file(), BundlePath.ORDER)
              .thenComparingInt(model -> model.location().line()));
      return new Found(
          List.copyOf(candidates),
          issues.stream().distinct().sorted().toList(),
          listing,
          tree.inputs());
    } catch (IOException e) {
      throw new DiscoveryException(
          ErrorCode.UNREADABLE,
          project.root(),
          "cannot read the project " + project.root() + ": " + FileFailure.describe(e),
          "check that the directory can be read",
          e);
    }
  }

  /** The classes that are models, sorted by id. */
  public List<Model> models() {
    return found.candidates().stream().filter(model -> model.verdict() == Verdict.MODEL).toList();
  }

  /** Every class that was considered, models included, sorted by id. */
  public List<Model> candidates() {
    return found.candidates();
  }

  /** What is wrong in the sources, sorted by file, line and column. */
  public List<Issue> issues() {
    return found.issues();
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
    for (Issue issue : found.issues()) {
      if (issue.incomplete()) {
        throw new DiscoveryException(
            ErrorCode.UNREADABLE,
            project.root().resolve(issue.file()),
            BundlePath.quote(issue.file())
                + " could not be read, and may hold models: "
                + issue.message(),
            "see to it that it can be read, or ignore it in .modelopsignore",
            null);
      }
    }
    Settings chosen = settings != null ? settings : SettingsFile.read(project);
    var models = new ConfiguredModels(project, chosen, found.candidates(), found.listing());
    Optional<State> state = State.of(project);
    List<String> tracked = state.map(State::trackedAndThere).orElseGet(models::listed);
    List<String> asked = state.isPresent() ? List.of() : models.manifestNames();
    return new Selection(
        project, models.select(tracked), tracked, models.issues(), found.inputs().with(asked));
  }

  /**
   * Writes models into pyproject.toml; what is named there already stays. No other byte of the file
   * changes.
   *
   * @return the ids that were added
   * @throws ConfigurationException if the file cannot be read, or changed meanwhile
   */
  public List<String> save(List<Model> models) {
    return new SettingsFile(project).save(models);
  }

  /** Chooses among the {@link #models()}. */
  public Selection select(Predicate<? super Model> wanted) {
    return new Selection(
        project, models().stream().filter(wanted).toList(), List.of(), List.of(), found.inputs());
  }
}
