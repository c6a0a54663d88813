package io.modelops.bundle.spi;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
   * Whether {@link #list} would list a regular file of a path, if there was one: an ignored or
   * pruned file does not enter by an editor's buffer.
   *
   * @param path clean, as a listed one
   */
  boolean admits(Path root, String path, WalkOptions options) throws IOException;

  /**
   * What a tree holds.
   *
   * @param files relative to the root, {@code /}-separated, sorted by UTF-8 bytes
   * @param stats of the files, in their order, as of some moment of the call; empty if the tree
   *     cannot tell
   * @param ignored files that the ignore rules leave out, in the same form; those in ignored
   *     directories are not among them
   * @param basis what the listing follows from, by path: the directories and the ignore files, as
   *     they were before they were read; the root has an empty path, and is what a link leads to.
   *     As long as none of them has changed, another call with the same options finds the same
   *     names. Empty if the tree cannot tell
   */
  record Listing(
      List<String> files,
      List<FileStat> stats,
      List<String> ignored,
      List<Issue> issues,
      Map<String, FileStat> basis) {
    public Listing {
      files = List.copyOf(files);
      stats = List.copyOf(stats);
      ignored = List.copyOf(ignored);
      issues = List.copyOf(issues);
      basis = Map.copyOf(basis);
      if (!stats.isEmpty() && stats.size() != files.size()) {
        throw new IllegalArgumentException(stats.size() + " stats of " + files.size() + " files");
      }
    }

    /** Without stats and basis. */
    public Listing(List<String> files, List<String> ignored, List<Issue> issues) {
      this(files, List.of(), ignored, issues, Map.of());
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
