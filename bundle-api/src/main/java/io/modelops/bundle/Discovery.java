package io.modelops.bundle;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.project.ConfiguredModels;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What discovery found. Useful alone: an IDE shows it, nothing is written or sent. */
public final class Discovery extends Stage<Discovery> {
  private final Project project;
  private final @Nullable Settings settings;
  private final List<Model> candidates;
  private final List<Issue> issues;
  private final SourceTree.Listing listing;

  /**
   * @param settings as far as they are known already
   */
  private Discovery(
      Project project,
      @Nullable Settings settings,
      List<Model> candidates,
      List<Issue> issues,
      SourceTree.Listing listing) {
    this.project = project;
    this.settings = settings;
    this.candidates = candidates;
    this.issues = issues;
    this.listing = listing;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Discovery with(Call call) {
    Project changed = new Project(project.root(), call);
    return new Discovery(changed, settings, candidates, issues, listing);
  }

  static Discovery run(Project project, DiscoveryOptions options, @Nullable Settings settings) {
    Operation operation = project.operation();
    SourceTree tree = project.providers().one(SourceTree.class, "bundle-discovery");
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
      return new Discovery(
          project,
          settings,
          List.copyOf(candidates),
          issues.stream().distinct().sorted().toList(),
          listing);
    } catch (IOException e) {
      throw new DiscoveryException(
          "unreadable",
          project.root(),
          "cannot read the project " + project.root() + ": " + FileFailure.describe(e),
          "check that the directory can be read",
          e);
    }
  }

  /** The classes that are models, sorted by id. */
  public List<Model> models() {
    return candidates.stream().filter(model -> model.verdict() == Verdict.MODEL).toList();
  }

  /** Every class that was considered, models included, sorted by id. */
  public List<Model> candidates() {
    return candidates;
  }

  /** What is wrong in the sources, sorted by file, line and column. */
  public List<Issue> issues() {
    return issues;
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
   */
  public Selection select() {
    for (Issue issue : issues) {
      if (issue.code().endsWith("unreadable")) {
        throw new DiscoveryException(
            "unreadable",
            project.root().resolve(issue.file()),
            BundlePath.quote(issue.file()) + " could not be read, and may hold models",
            "see to it that it can be read, or ignore it in .modelopsignore",
            null);
      }
    }
    Settings chosen = settings != null ? settings : SettingsFile.read(project);
    var models = new ConfiguredModels(project, chosen, candidates, listing);
    List<String> tracked =
        State.of(project).map(State::trackedAndThere).orElseGet(models::unclaimed);
    return new Selection(project, models.select(tracked), tracked, models.issues());
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
    return new Selection(project, models().stream().filter(wanted).toList(), List.of(), List.of());
  }
}
