package io.modelops.bundle.internal.workspace;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.project.ProjectFileStats;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The state of one workspace, and how its failures are told. */
public final class State {
  private final Project project;
  private final WorkspaceStore store;

  public State(Project project, WorkspaceStore store) {
    this.project = project;
    this.store = store;
  }

  /** The state of a project that is a workspace; empty if it is none. */
  public static Optional<State> of(Project project) {
    return project.providers().all(WorkspaceStore.class).stream()
        .filter(store -> store.exists(project.root()))
        .findFirst()
        .map(store -> new State(project, store));
  }

  /**
   * Where push goes; null if neither says.
   *
   * @param configured what the settings say
   * @param initialized what init was given
   */
  public @Nullable Reference reference(@Nullable String configured, @Nullable String initialized) {
    String text = configured != null ? configured : initialized;
    return text == null ? null : located(Reference.parse(text));
  }

  /**
   * The reference as it is remembered: a layout or archive within the project by its path there, so
   * that it is the same after the project was moved or renamed.
   */
  public Reference remembered(Reference reference) {
    Path root = project.root();
    return located(reference) instanceof Reference.Local local
            && local.path().startsWith(root)
            && !local.path().equals(root)
        ? local.withPath(root.relativize(local.path()))
        : located(reference);
  }

  /** The path of a layout or archive counts from the project, and has one spelling. */
  public Reference located(Reference reference) {
    return reference instanceof Reference.Local local
        ? local.withPath(located(local.path()).normalize())
        : reference;
  }

  /** A project may be on another file system, such as one in memory. */
  private Path located(Path path) {
    Path root = project.root();
    return path.getFileSystem().equals(root.getFileSystem()) ? root.resolve(path) : path;
  }

  /** What is tracked, and still there: what a push takes. */
  public List<String> trackedAndThere() {
    return read().tracked().stream().filter(this::isThere).toList();
  }

  private boolean isThere(String path) {
    return io("look at " + path, () -> isThere(new ProjectFileStats(project.root()).of(path)));
  }

  /** A directory in a file's place means that the file is gone, as it does for git. */
  private static boolean isThere(@Nullable FileStat stat) {
    return stat != null && stat.kind() != FileStat.Kind.DIRECTORY;
  }

  /** Records a push. Tracked files that are no longer there and not in the bundle are forgotten. */
  public void pushed(Synced now) {
    update(
        "record the push, though it is done",
        old -> {
          SortedSet<String> paths = new TreeSet<>(old.tracked());
          paths.removeIf(path -> !now.content().files().containsKey(path) && !isThere(path));
          return old.withTracked(paths).withSynced(now);
        });
  }

  /**
   * Records a pull. What the bundle holds beside its models' files is tracked; what was in the last
   * one, and is not in this one, is tracked no longer.
   */
  public void pulled(Synced now) {
    ManifestContent content = now.content();
    Set<String> others = new HashSet<>(content.files().keySet());
    content.models().values().forEach(model -> others.removeAll(model.files()));
    update(
        "record the pull, though it is done",
        old -> {
          SortedSet<String> paths = new TreeSet<>(old.tracked());
          Synced last = old.synced();
          if (last != null) {
            Set<String> gone = new HashSet<>(last.content().files().keySet());
            gone.removeAll(content.files().keySet());
            paths.removeAll(gone);
          }
          paths.addAll(others);
          return old.withTracked(paths).withSynced(now);
        });
  }

  public WorkspaceStore store() {
    return store;
  }

  public WorkspaceState read() {
    return io("read the workspace's state", () -> store.read(project.root()));
  }

  /** What tells the present state from every other; empty if that is not sure. */
  public String revision() {
    return io("look for the workspace's state", () -> store.revision(project.root()));
  }

  /**
   * Changes the state.
   *
   * @param command whose change it is
   */
  WorkspaceState update(String command, UnaryOperator<WorkspaceState> change) {
    return io(command, () -> store.update(project.root(), change, project.operation()));
  }

  /** Work with files. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  public static <T> T io(String doing, Work<T> work) {
    try {
      return work.run();
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted: " + doing);
    } catch (IOException e) {
      throw new WorkspaceException(
          ErrorCode.WORKSPACE_FAILED,
          List.of(),
          "cannot " + doing + ": " + FileFailure.describe(e),
          "check permissions and space",
          e);
    }
  }
}
