package io.modelops.bundle.internal.workspace;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.PathArgument;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of {@code Workspace.add}. */
public final class Additions {
  private final Project project;
  private final State state;
  private final boolean force;
  private final Operation operation;
  private final NavigableSet<String> files = new TreeSet<>(BundlePath.ORDER);
  private final NavigableSet<String> ignored = new TreeSet<>(BundlePath.ORDER);
  private final List<String> unmatched = new ArrayList<>();
  private final Set<String> manifests;
  private SourceTree.@Nullable Listing listing;

  public Additions(Project project, State state, AddOptions options) {
    this.project = project;
    this.state = state;
    this.force = options.force();
    this.operation = project.operation();
    this.manifests = manifestNames(project);
  }

  /** Files that are in a bundle by nature, so never tracked. */
  public static Set<String> manifestNames(Project project) {
    return project.providers().all(ManifestFormat.class).stream()
        .map(ManifestFormat::fileName)
        .collect(Collectors.toSet());
  }

  public TrackingChange run(Collection<String> arguments) {
    for (String argument : arguments) {
      operation.check();
      select(PathArgument.of(project.root(), argument));
    }
    if (!unmatched.isEmpty()) {
      files.clear();
    }
    requireBundlePaths();
    NavigableSet<String> before = new TreeSet<>(BundlePath.ORDER);
    if (!files.isEmpty()) {
      state.update(
          "add",
          old -> {
            before.clear();
            before.addAll(old.tracked());
            SortedSet<String> all = new TreeSet<>(old.tracked());
            return all.addAll(files) ? old.withTracked(together(all)) : old;
          });
    }
    List<String> changed = files.stream().filter(file -> !before.contains(file)).toList();
    List<String> unchanged = files.stream().filter(before::contains).toList();
    return TrackingChange.of(
        changed, unchanged, List.copyOf(ignored), unmatched, sizes(project.root(), changed));
  }

  private void select(PathArgument argument) {
    switch (argument.kind(project.root())) {
      case FILE -> file(argument.path());
      case DIRECTORY -> directory(argument);
      case NOTHING -> {
        if (!argument.isPattern() || !pattern(argument.glob())) {
          unmatched.add(argument.text());
        }
      }
    }
  }

  private void file(String path) {
    if (manifests.contains(path)) {
      ignored.add(path);
    } else if (force || isBad(path) || isListed(path)) {
      files.add(path);
    } else {
      ignored.add(path);
    }
  }

  private boolean isListed(String path) {
    return Collections.binarySearch(listing().files(), path, BundlePath.ORDER) >= 0;
  }

  private void directory(PathArgument argument) {
    if (!argument.path().isEmpty() && isBad(argument.path())) {
      files.add(argument.path()); // to be refused with the others
      return;
    }
    List<String> within = listing().files().stream().filter(argument::covers).toList();
    for (Issue issue : listing().issues()) {
      if (argument.covers(issue.file()) && isLoss(issue)) {
        throw unreadable(issue.file(), issue.message());
      }
    }
    within.stream().filter(file -> !manifests.contains(file)).forEach(files::add);
    if (within.isEmpty() && !force && holdsAnything(argument)) {
      ignored.add(argument.path());
    }
  }

  /** Whether a directory of which nothing is listed is left out by ignore rules, not empty. */
  private boolean holdsAnything(PathArgument argument) {
    return list(false).files().stream().anyMatch(argument::covers);
  }

  private boolean pattern(Glob glob) {
    List<String> matching = listing().files().stream().filter(glob::matches).toList();
    List<String> left = listing().ignored().stream().filter(glob::matches).toList();
    for (Issue issue : listing().issues()) {
      if (isLoss(issue) && glob.matches(issue.file())) {
        throw unreadable(issue.file(), issue.message());
      }
    }
    for (String file : matching) {
      (manifests.contains(file) ? ignored : files).add(file);
    }
    ignored.addAll(left);
    return !matching.isEmpty() || !left.isEmpty();
  }

  /** Links are left out by rule; what cannot be read or named would be left out unnoticed. */
  private static boolean isLoss(Issue issue) {
    return issue.code().startsWith("unreadable");
  }

  private SourceTree.Listing listing() {
    if (listing == null) {
      listing = list(!force);
    }
    return listing;
  }

  private SourceTree.Listing list(boolean ignoreRules) {
    return list(project, state, ignoreRules, operation);
  }

  /** Lists everything that could be tracked. */
  public static SourceTree.Listing list(
      Project project, State state, boolean ignoreRules, Operation operation) {
    SourceTree tree = project.providers().one(SourceTree.class, "bundle-discovery");
    WalkOptions all = everything(state);
    WalkOptions options = ignoreRules ? all : all.withoutIgnoreRules();
    return State.io(
        "list the project's files", () -> tree.list(project.root(), options, operation));
  }

  /** What could be tracked and is not ignored. */
  public static WalkOptions everything(State state) {
    Set<String> pruned = Set.of(".git", state.store().directoryName());
    return WalkOptions.defaults().withPrunedDirectories(pruned).withHidden();
  }

  private static boolean isBad(String path) {
    try {
      BundlePath.check(path);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private void requireBundlePaths() {
    List<String> bad = files.stream().filter(Additions::isBad).toList();
    if (!bad.isEmpty()) {
      try {
        BundlePath.check(bad.get(0));
      } catch (IllegalArgumentException e) {
        throw badPaths(bad, e);
      }
    }
    for (String file : files) {
      if (!Files.isReadable(project.root().resolve(file))) {
        throw unreadable(file, "no permission to read it");
      }
    }
  }

  private static Collection<String> together(SortedSet<String> paths) {
    try {
      BundlePath.checkAll(paths);
      return paths;
    } catch (IllegalArgumentException e) {
      throw badPaths(List.of(), e);
    }
  }

  private static WorkspaceException badPaths(List<String> paths, IllegalArgumentException e) {
    String more = paths.size() > 1 ? " (and " + (paths.size() - 1) + " more)" : "";
    return new WorkspaceException(
        ErrorCode.BAD_PATH, paths, e.getMessage() + more, "rename the file or ignore it", e);
  }

  public static WorkspaceException unreadable(String path, String message) {
    return new WorkspaceException(
        ErrorCode.UNREADABLE,
        List.of(path),
        BundlePath.quote(path) + ": " + message,
        "see to it that it can be read, or ignore it in .modelopsignore",
        null);
  }

  /** Size of the files that exist. */
  static long sizes(Path root, Collection<String> paths) {
    long sum = 0;
    for (String path : paths) {
      try {
        sum +=
            Files.readAttributes(
                    root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .size();
      } catch (IOException e) {
        // not there, or no longer
      }
    }
    return sum;
  }
}
