package io.modelops.bundle.internal.workspace;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.PathArgument;
import io.modelops.bundle.internal.project.SecretContent;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WorkspaceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One call of {@code Workspace.add}. */
public final class Additions {
  private final Project project;
  private final State state;
  private final AddOptions options;
  private final Operation operation;
  private final AddListings listings;
  private final NavigableSet<String> files = new TreeSet<>(BundlePath.ORDER);
  private final NavigableSet<String> named = new TreeSet<>(BundlePath.ORDER);
  private final NavigableSet<String> refused = new TreeSet<>(BundlePath.ORDER);
  private final NavigableMap<String, Omission> omissions = new TreeMap<>(BundlePath.ORDER);
  private final List<String> unmatched = new ArrayList<>();
  private final Set<String> manifests;

  public Additions(Project project, State state, AddOptions options) {
    this.project = project;
    this.state = state;
    this.options = options;
    this.operation = project.operation();
    this.listings = new AddListings(project, options);
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
    SortedSet<String> tracked = state.read().tracked();
    leaveOutSecrets(tracked);
    requireBundlePaths();
    Tracked update = options.dryRun() || files.isEmpty() ? plan(tracked) : track();
    List<String> changed = files.stream().filter(file -> !update.before().contains(file)).toList();
    List<String> unchanged = files.stream().filter(update.before()::contains).toList();
    return TrackingChange.of(
            changed, unchanged, List.copyOf(refused), unmatched, sizes(project.root(), changed))
        .withOmissions(List.copyOf(omissions.values()))
        .withReplaced(update.replaced());
  }

  /**
   * What is to be tracked.
   *
   * @param before what was tracked before
   * @param replaced of these, what is gone and has its place taken
   */
  private record Tracked(
      NavigableSet<String> before, NavigableSet<String> after, List<String> replaced) {}

  private Tracked plan(SortedSet<String> tracked) {
    NavigableSet<String> before = new TreeSet<>(tracked);
    NavigableSet<String> all = new TreeSet<>(tracked);
    all.addAll(files);
    List<String> replaced = Replacements.of(project.root(), before, files);
    replaced.forEach(all::remove);
    requireTogether(all);
    return new Tracked(before, all, replaced);
  }

  private Tracked track() {
    List<Tracked> last = new ArrayList<>();
    state.update(
        "add",
        old -> {
          Tracked tracked = plan(old.tracked());
          last.clear();
          last.add(tracked);
          return same(old, tracked) ? old : old.withTracked(tracked.after());
        });
    return last.get(0);
  }

  private static boolean same(WorkspaceState old, Tracked tracked) {
    return old.tracked().equals(tracked.after());
  }

  private void select(PathArgument argument) {
    switch (argument.kind(project.root())) {
      case FILE -> file(argument.path());
      case DIRECTORY -> directory(argument);
      case NOTHING -> {
        if (!argument.isPattern() || !sweep(listings.usual(), argument.glob()::matches)) {
          unmatched.add(argument.text());
        }
      }
    }
  }

  private void file(String path) {
    named.add(path);
    Omission omission = isBad(path) ? null : listings.ofFile(path);
    if (manifests.contains(path)) {
      refuse(path, new Omission(path, false, Cause.MANIFEST));
    } else if (omission == null) {
      files.add(path); // a bad path is refused with the others
    } else {
      refuse(path, omission);
    }
  }

  private void refuse(String path, Omission omission) {
    refused.add(path);
    omit(new Omission(path, omission.directory(), omission.cause()));
  }

  private void omit(Omission omission) {
    omissions.put(omission.path(), omission);
  }

  private void directory(PathArgument argument) {
    String path = argument.path();
    Omission omission = path.isEmpty() || isBad(path) ? null : listings.ofDirectory(path);
    if (!path.isEmpty() && isBad(path)) {
      files.add(path); // to be refused with the others
    } else if (omission != null) {
      refuse(path, omission);
    } else {
      boolean unused = sweep(listings.of(path), argument::covers);
    }
  }

  /**
   * Takes what an argument covers of a listing.
   *
   * @return whether there is anything, taken or left out
   */
  private boolean sweep(SourceTree.Listing listing, Predicate<String> covered) {
    for (Issue issue : listing.issues()) {
      if (issue.incomplete() && covered.test(issue.file())) {
        throw unreadable(issue.file(), issue.message());
      }
    }
    List<String> found = listing.files().stream().filter(covered).toList();
    found.stream().filter(file -> !manifests.contains(file)).forEach(files::add);
    List<Omission> left =
        listing.omissions().stream().filter(each -> covered.test(each.path())).toList();
    left.forEach(this::omit);
    return !found.isEmpty() || !left.isEmpty();
  }

  /** What is tracked already stays so. */
  private void leaveOutSecrets(SortedSet<String> tracked) {
    if (options.force()) {
      return;
    }
    List<String> fresh = files.stream().filter(f -> !tracked.contains(f) && !isBad(f)).toList();
    List<Boolean> secret =
        State.io(
            "look at the files",
            () -> operation.map(fresh, f -> SecretContent.isIn(project.root(), f)));
    for (int i = 0; i < fresh.size(); i++) {
      String path = fresh.get(i);
      if (secret.get(i)) {
        files.remove(path);
        omit(new Omission(path, false, Cause.SECRET));
        if (named.contains(path)) {
          refused.add(path);
        }
      }
    }
  }

  static boolean isBad(String path) {
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

  private static void requireTogether(SortedSet<String> paths) {
    try {
      BundlePath.checkAll(paths);
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
