package io.modelops.bundle.internal.status;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.Basis;
import io.modelops.bundle.internal.project.BundleParts;
import io.modelops.bundle.internal.project.ConfiguredModels;
import io.modelops.bundle.internal.project.ModelSearch;
import io.modelops.bundle.internal.project.ProviderVersion;
import io.modelops.bundle.internal.project.RecordedTree;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.project.TrackableFiles;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.WorkspaceState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the tree tells of the next bundle, by the ways of a push.
 *
 * @param registry as the settings say
 * @param models of the next bundle; those of the last if the next cannot be made
 * @param problem why it cannot be made
 * @param basis what all this follows from
 */
record StatusTree(
    SourceTree.Listing listing,
    @Nullable String registry,
    StatusModels models,
    @Nullable Issue problem,
    Basis basis) {

  static StatusTree of(Project project, State state, WorkspaceState now) {
    RecordedTree tree = new RecordedTree(project);
    Project recorded = project.with(tree);
    Settings settings = SettingsFile.read(recorded);
    TrackableFiles trackable = new TrackableFiles(recorded, settings.gitIgnore());
    SourceTree.Listing listing =
        State.io("list the project's files", () -> trackable.list(project.operation()));
    ModelSearch found = ModelSearch.run(project, tree, settings.discovery());
    ConfiguredModels configured = new ConfiguredModels(project, settings, found);
    StatusModels models;
    Issue problem = null;
    try {
      models = StatusModels.of(select(project, state, configured, found), now.synced());
    } catch (BundleException e) {
      models = StatusModels.of(now.synced());
      problem = problem(e);
    }
    boolean told = settings.discovery().environment() == null; // nothing tells of changes there
    Basis basis =
        Basis.of(project, found.listing(), found.inputs().with(configured.looked()).paths())
            .and(told ? listing.basis() : Map.of());
    return new StatusTree(listing, settings.registry(), models, problem, basis);
  }

  private static List<Model> select(
      Project project, State state, ConfiguredModels configured, ModelSearch found) {
    found.requireComplete(project);
    List<String> tracked = state.trackedAndThere();
    List<Model> models = configured.select(tracked);
    ManifestFormat format = project.providers().one(ManifestFormat.class, "bundle-manifest");
    BundleParts unused = BundleParts.of(format, models, tracked);
    return models;
  }

  static Issue problem(BundleException e) {
    return e instanceof ConfigurationException at
        ? Issue.of(Issue.Severity.ERROR, e.code(), at.file(), at.line(), at.column(), at.fault())
        : Issue.of(Issue.Severity.ERROR, e.code(), "", 0, 0, String.valueOf(e.getMessage()));
  }

  /** What reads the tree and the settings, and in which version. */
  static String readers(Project project) {
    Stream<Provider> readers =
        Stream.concat(
            Stream.of(project.providers().one(SourceTree.class, "bundle-discovery")),
            Stream.concat(
                project.providers().all(SettingsFormat.class).stream(),
                project.providers().all(SourceParser.class).stream()));
    return readers.map(ProviderVersion::of).collect(Collectors.joining(" "));
  }
}
