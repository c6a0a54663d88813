package io.modelops.bundle.spi;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where sources come from: the disk, editor buffers, whatever the host has. */
public non-sealed interface SourceTree extends Provider, SourceFiles {
  /**
   * Lists the regular files, of every kind, not only sources; pruned directories are not entered,
   * symbolic links are not followed.
   *
   * @throws IOException if the root cannot be listed; what is wrong below it becomes an issue
   */
  Listing list(Path root, WalkOptions options, Operation operation) throws IOException;

  /**
   * Why {@link #list} would leave out a regular file of a path, if there was one: an ignored or
   * pruned file does not enter by an editor's buffer or by a document that lists it. What a file
   * holds is not looked at.
   *
   * @param path clean, as a listed one
   * @return empty if it would be listed
   */
  Optional<Omission.Cause> omits(Path root, String path, WalkOptions options) throws IOException;

  /**
   * The line of an ignore file by which {@link #omits} leaves a path out.
   *
   * @return its file is relative to the root, or absolute if it lies above; empty if no line says
   *     so, or the tree cannot tell
   */
  default Optional<SourceRange> rule(Path root, String path, WalkOptions options)
      throws IOException {
    return Optional.empty();
  }

  /**
   * What a tree holds.
   *
   * @param files relative to the root, {@code /}-separated, sorted by UTF-8 bytes
   * @param stats of the files, in their order, as of some moment of the call; empty if the tree
   *     cannot tell
   * @param omissions what is left out, sorted by path; not what is pruned or hidden
   * @param basis what the listing follows from, by path: the directories and the ignore files, as
   *     they were before they were read; the root has an empty path, and is what a link leads to.
   *     As long as none of them has changed, another call with the same options finds the same
   *     names. Empty if the tree cannot tell
   */
  record Listing(
      List<String> files,
      List<FileStat> stats,
      List<Omission> omissions,
      List<Issue> issues,
      Map<String, FileStat> basis) {
    private static final Set<Omission.Cause> BY_RULE =
        Set.of(
            Omission.Cause.IGNORED,
            Omission.Cause.GITIGNORED,
            Omission.Cause.DEFAULT,
            Omission.Cause.SECRET);

    public Listing {
      files = List.copyOf(files);
      stats = List.copyOf(stats);
      omissions = List.copyOf(omissions);
      issues = List.copyOf(issues);
      basis = Map.copyOf(basis);
      if (!stats.isEmpty() && stats.size() != files.size()) {
        throw new IllegalArgumentException(stats.size() + " stats of " + files.size() + " files");
      }
    }

    /** Without stats and basis. */
    public Listing(List<String> files, List<Omission> omissions, List<Issue> issues) {
      this(files, List.of(), omissions, issues, Map.of());
    }

    /** Files that rules leave out; those in directories that are left out are not among them. */
    public List<String> ignored() {
      return omissions.stream()
          .filter(each -> !each.directory() && BY_RULE.contains(each.cause()))
          .map(Omission::path)
          .toList();
    }
  }

  /**
   * The same tree with some contents replaced or added: unsaved editor buffers. Buffers of files
   * that the base does not admit are of no effect.
   *
   * @param buffers content by path relative to the root; not copied
   * @throws IllegalArgumentException naming a path that is not clean: relative, {@code
   *     /}-separated, without {@code .} and {@code ..}
   */
  static SourceTree overlay(SourceTree base, Map<String, byte[]> buffers) {
    buffers.keySet().forEach(BundlePath::check);
    return new OverlaySourceTree(base, Map.copyOf(buffers));
  }
}
