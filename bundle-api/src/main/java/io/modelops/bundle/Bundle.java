package io.modelops.bundle;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.Explanations;
import io.modelops.bundle.internal.project.Inputs;
import io.modelops.bundle.internal.project.ModelSearch;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.internal.project.ProjectSearch;
import io.modelops.bundle.internal.project.SearchMemory;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.workspace.Initializer;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A directory of Python simulation models; the start of the chain {@code
 * Bundle.open(dir).discover().select(...).manifest().push(ref)}.
 */
public final class Bundle extends Stage<Bundle> {
  private final Project project;

  private Bundle(Project project) {
    this.project = project;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Bundle with(Call call) {
    return new Bundle(new Project(project.root(), call));
  }

  /**
   * Opens a project with the providers that this library's class loader sees.
   *
   * @param directory a relative one counts from the working directory of the process, now
   * @throws DiscoveryException if it is no directory
   */
  public static Bundle open(Path directory) {
    return open(directory, Providers.load());
  }

  /** Opens a project with the given providers. */
  public static Bundle open(Path directory, Providers providers) {
    Path root = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(root)) {
      throw new DiscoveryException(
          ErrorCode.NOT_A_DIRECTORY,
          root,
          "not a directory: " + root,
          "give the project's directory",
          null);
    }
    return new Bundle(new Project(root, Call.of(providers.set())));
  }

  /** Absolute. */
  public Path directory() {
    return project.root();
  }

  /**
   * Opens the project that a directory belongs to: the nearest directory, from this one upwards,
   * that has a workspace or a pyproject.toml; a directory of another user, or on another file
   * system, is not adopted.
   *
   * @throws DiscoveryException code {@code no-project} if there is none
   */
  public static Bundle find(Path start, Providers providers) {
    return open(ProjectSearch.from(start), providers);
  }

  /**
   * What pyproject.toml says.
   *
   * @throws ConfigurationException with line and column, if it is wrong
   */
  public Settings settings() {
    return SettingsFile.read(project);
  }

  /**
   * The workspace of this project.
   *
   * @throws WorkspaceException code {@code not-initialized} if there is none
   */
  public Workspace workspace() {
    WorkspaceStore store = project.providers().one(WorkspaceStore.class, "bundle-manifest");
    if (!store.exists(project.root())) {
      throw new WorkspaceException(
          ErrorCode.NOT_INITIALIZED,
          List.of(store.directoryName()),
          project.root() + " is no workspace: it has no " + store.directoryName(),
          "initialize it: modelops-bundle init",
          null);
    }
    return new Workspace(project, new State(project, store));
  }

  /**
   * Makes this directory a workspace. Existing files stay as they are, but for lines that are
   * appended to {@code .gitignore}; on a workspace, replaces its registry. A new workspace tracks
   * what manifest.json lists beside the files of models, as the one did that wrote it; what is
   * ignored or looks like a secret by its name is not taken over, and is an issue of the answer. A
   * layout in the project is ignored by git, if {@code .gitignore} holds nothing but what this
   * wrote; otherwise the line that is missing is an issue. If this is interrupted, the same call
   * does the rest.
   *
   * @throws WorkspaceException if files cannot be written, or something else is in their place;
   *     code {@code whole-file-system} if this is the root directory
   */
  public Initialization initialize(InitializeOptions options) {
    WorkspaceStore store = project.providers().one(WorkspaceStore.class, "bundle-manifest");
    return new Initializer(project, new State(project, store)).run(options);
  }

  /** {@link #initialize(InitializeOptions)} with the defaults. */
  public Initialization initialize() {
    return initialize(InitializeOptions.defaults());
  }

  /** Finds the models as {@link #settings()} say. */
  public Discovery discover() {
    return Discovery.run(project, null);
  }

  /**
   * Finds the models. Reads the sources, writes nothing, executes nothing.
   *
   * @throws DiscoveryException if the directory cannot be read; faults in single files are issues
   *     of the result
   * @throws ConfigurationException if pyproject.toml is wrong
   */
  public Discovery discover(DiscoveryOptions options) {
    return Discovery.run(project, options);
  }

  /**
   * Starts a session: searches for models as {@link #settings()} say, of which each goes on from
   * what the one before has read.
   */
  public Session session() {
    return new Session(project, null, new SearchMemory());
  }

  /** Starts a session that searches by the given options. */
  public Session session(DiscoveryOptions options) {
    return new Session(project, options, new SearchMemory());
  }

  /**
   * Opens the {@code manifest.json} that is in the project, to push today what was packaged
   * yesterday. No source is read. A file that is no longer what the manifest says fails the push.
   *
   * @throws ManifestException code {@code unreadable-manifest} if there is none, or it is no
   *     manifest of this format
   */
  public Manifest manifest() {
    return Manifest.recorded(project);
  }

  /**
   * Those of the files that differ from what a manifest says of them in line endings only: all are
   * LF there and CRLF here, or the other way round, as git's {@code core.autocrlf} makes them. Not
   * looked at are files above 16 MiB.
   *
   * @param paths of files that differ
   */
  public List<String> withOtherLineEndings(ManifestContent recorded, Collection<String> paths) {
    SortedMap<String, FileEntry> known = new TreeMap<>(recorded.files());
    known.keySet().retainAll(Set.copyOf(paths));
    return known.isEmpty()
        ? List.of()
        : new ProjectFiles(project).withOtherLineEndings(known, project.operation());
  }

  /** Goes on with models that are known already. */
  public Selection select(List<Model> models) {
    var explanations =
        new Explanations(
            project, ModelSearch.of(models), DiscoveryOptions.defaults(), null, Map.of());
    return new Selection(explanations, models, List.of(), List.of(), Inputs.none());
  }
}
