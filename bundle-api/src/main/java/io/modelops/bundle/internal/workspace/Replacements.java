package io.modelops.bundle.internal.workspace;

import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.project.PathArgument;
import io.modelops.bundle.value.BundlePath;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * Tracked files that have made room for others: a file became a directory or the reverse, or a name
 * changed in case only. Git, too, forgets them when the others are added.
 */
final class Replacements {
  private final Path root;

  /** The added files, as file systems compare them that ignore case. */
  private final Set<String> files = new HashSet<>();

  /** Their directories, by how such file systems compare them. */
  private final Map<String, String> directories = new HashMap<>();

  private Replacements(Path root, Collection<String> added) {
    this.root = root;
    for (String path : added) {
      files.add(BundlePath.folded(path));
      for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        String directory = path.substring(0, at);
        directories.put(BundlePath.folded(directory), directory);
      }
    }
  }

  /** Tracked paths that cannot be beside added ones, and are no longer on disk. */
  static List<String> of(Path root, SortedSet<String> tracked, Collection<String> files) {
    List<String> added = files.stream().filter(file -> !tracked.contains(file)).toList();
    if (added.isEmpty()) {
      return List.of();
    }
    Replacements replacements = new Replacements(root, added);
    return tracked.stream()
        .filter(path -> replacements.isInTheWay(path) && replacements.isGone(path))
        .toList();
  }

  private boolean isInTheWay(String path) {
    String key = BundlePath.folded(path);
    if (files.contains(key) || directories.containsKey(key)) {
      return true;
    }
    for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      String directory = path.substring(0, at);
      String parent = BundlePath.folded(directory);
      if (files.contains(parent)
          || !directories.getOrDefault(parent, directory).equals(directory)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is no file of exactly this name. */
  private boolean isGone(String path) {
    try {
      if (new PathArgument(path, path).kind(root) != PathArgument.Kind.FILE) {
        return true;
      }
      Path file = root.resolve(path);
      Path real = file.toRealPath(LinkOption.NOFOLLOW_LINKS); // as the directory spells it
      return !real.endsWith(root.relativize(file));
    } catch (WorkspaceException | IOException e) {
      return false; // something is there
    }
  }
}
