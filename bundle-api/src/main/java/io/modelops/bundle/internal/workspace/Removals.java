package io.modelops.bundle.internal.workspace;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.project.PathArgument;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WorkspaceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One call of {@code Workspace.remove}. */
public final class Removals {
  private final Project project;
  private final State state;
  private final RemoveOptions options;
  private final Operation operation;
  private final SortedSet<String> named = new TreeSet<>(BundlePath.ORDER);
  private final SortedSet<String> unchanged = new TreeSet<>(BundlePath.ORDER);
  private final List<String> unmatched = new ArrayList<>();

  public Removals(Project project, State state, RemoveOptions options) {
    this.project = project;
    this.state = state;
    this.options = options;
    this.operation = project.operation();
  }

  public TrackingChange run(Collection<String> arguments) {
    WorkspaceState current = state.read();
    for (String argument : arguments) {
      select(PathArgument.of(project.root(), argument), current.tracked());
    }
    if (!unmatched.isEmpty()) {
      named.clear();
    }
    long bytes = Additions.sizes(project.root(), named);
    if (options.delete()) {
      requireCopies(current);
      deleteAll();
    }
    SortedSet<String> changed = new TreeSet<>(BundlePath.ORDER);
    if (!named.isEmpty()) {
      forget(named, changed);
    }
    return TrackingChange.of(
        List.copyOf(changed), List.copyOf(unchanged), List.of(), unmatched, bytes);
  }

  private void forget(Collection<String> paths, Collection<String> changed) {
    state.update(
        "remove",
        old -> {
          changed.clear();
          SortedSet<String> rest = new TreeSet<>(old.tracked());
          for (String path : paths) {
            if (rest.remove(path)) {
              changed.add(path);
            }
          }
          return old.withTracked(rest);
        });
  }

  private void select(PathArgument argument, SortedSet<String> tracked) {
    List<String> matching = tracked.stream().filter(argument::covers).toList();
    if (matching.isEmpty() && argument.isPattern()) {
      Glob glob = argument.glob();
      matching = tracked.stream().filter(glob::matches).toList();
    }
    named.addAll(matching);
    if (!matching.isEmpty()) {
      return;
    }
    boolean there =
        !argument.isPattern()
            && Files.exists(project.root().resolve(argument.path()), LinkOption.NOFOLLOW_LINKS);
    if (there) {
      unchanged.add(argument.path());
    } else {
      unmatched.add(argument.text());
    }
  }

  /** Refuses to delete content that the last sync does not hold. */
  private void requireCopies(WorkspaceState current) {
    Map<String, FileEntry> synced =
        current.synced() == null ? Map.of() : current.synced().content().files();
    List<String> onlyHere = new ArrayList<>();
    ProjectFiles content = ProjectFiles.onDisk(project);
    for (String path : named) {
      // refuses links, behind which something else would be deleted
      boolean there = new PathArgument(path, path).kind(project.root()) == PathArgument.Kind.FILE;
      if (there
          && !options.force()
          && !(synced.containsKey(path)
              && content.hash(path, operation).equals(synced.get(path)))) {
        onlyHere.add(path);
      }
    }
    if (!onlyHere.isEmpty()) {
      throw onlyCopies(onlyHere, synced.keySet());
    }
  }

  private static WorkspaceException onlyCopies(List<String> paths, Set<String> pushed) {
    String first = BundlePath.quote(paths.get(0));
    String only =
        pushed.contains(paths.get(0))
            ? first + " has changed since the last push"
            : first + " has never been pushed";
    return new WorkspaceException(
        ErrorCode.LOCALLY_MODIFIED,
        paths,
        paths.size() == 1
            ? only + "; nothing was deleted"
            : paths.size()
                + " files have changed since the last push or have never been pushed; nothing was"
                + " deleted",
        "push them first, keep them on disk, or force it to delete the only copy",
        null);
  }

  private void deleteAll() {
    List<String> gone = new ArrayList<>();
    for (String path : named) {
      try {
        Files.deleteIfExists(project.root().resolve(path));
        gone.add(path);
      } catch (IOException e) {
        forget(gone, new ArrayList<>());
        throw new WorkspaceException(
            ErrorCode.UNDELETABLE,
            List.of(path),
            "cannot delete " + BundlePath.quote(path) + ": " + FileFailure.reason(e),
            gone.size() + " files before it were deleted and are tracked no longer",
            e);
      }
    }
  }
}
