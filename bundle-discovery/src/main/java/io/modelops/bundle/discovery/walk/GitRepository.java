package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The git repository that a project is in, as far as it is above the project.
 *
 * @param aboveProject its directories from its root down to the project, without that; empty if the
 *     project is the root, or in no repository
 * @param projectPrefix the project's path in it, with a slash; empty if there is none
 */
record GitRepository(List<Directory> aboveProject, String projectPrefix) {
  private static final String GIT = ".git";

  /**
   * A directory above the project.
   *
   * @param prefix its path in the repository, with a slash; empty for the repository's root
   * @param fromProject the way to it from the project, with a slash
   */
  record Directory(Path path, String prefix, String fromProject) {
    boolean hasIgnoreFile() {
      return Files.exists(path.resolve(Rules.GIT_IGNORE_FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /** What git's rules here follow from, by path from the project. */
    void addTo(Map<String, FileStat> basis) throws IOException {
      basis.put(fromProject.substring(0, fromProject.length() - 1), FileStats.of(path));
      if (hasIgnoreFile()) {
        Path file = path.resolve(Rules.GIT_IGNORE_FILE);
        basis.put(fromProject + Rules.GIT_IGNORE_FILE, FileStats.of(file));
      }
    }
  }

  /** The repository of a project. */
  static GitRepository of(Path project) throws IOException {
    Path real = project.toRealPath();
    Path top = real;
    while (top != null && !Files.exists(top.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
      top = top.getParent();
    }
    if (top == null) {
      return new GitRepository(List.of(), "");
    }
    Deque<Directory> above = new ArrayDeque<>();
    StringBuilder up = new StringBuilder();
    Path each = real.getParent();
    for (; each != null && each.startsWith(top); each = each.getParent()) {
      above.addFirst(new Directory(each, prefix(top, each), up.append("../").toString()));
    }
    return new GitRepository(List.copyOf(above), prefix(top, real));
  }

  private static String prefix(Path top, Path directory) {
    StringBuilder prefix = new StringBuilder();
    for (Path component : top.relativize(directory)) {
      if (!component.toString().isEmpty()) {
        prefix.append(component).append('/');
      }
    }
    return prefix.toString();
  }
}
