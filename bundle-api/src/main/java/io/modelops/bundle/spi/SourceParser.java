package io.modelops.bundle.spi;

import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Relations;
import io.modelops.bundle.value.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds the models that are written in one language, without executing anything. */
public non-sealed interface SourceParser extends Provider {
  /**
   * Gets ready for a first search, which would have to wait for it; called while the files are
   * listed. May be called again, and by several threads.
   */
  default void prepare() {}

  /**
   * Finds every candidate, in any order; the stage sorts.
   *
   * <p>What is wrong in the sources becomes an issue. No input may make this throw, overflow the
   * stack or run without end.
   *
   * @throws IOException if the tree fails as a whole
   */
  Findings discover(Sources sources, DiscoveryOptions options, Operation operation)
      throws IOException;

  /**
   * Says what the models may be where no rule finds them, the likeliest first. Asked for after
   * {@link #discover}, and seldom.
   *
   * @throws IOException if the tree fails as a whole
   */
  default List<Suggestion> suggest(Sources sources, DiscoveryOptions options, Operation operation)
      throws IOException {
    return List.of();
  }

  /**
   * How the files of some models need one another, and from what the models derive. Asked only if
   * somebody wants to know.
   *
   * @param models that {@link #discover} found; others are passed over
   * @throws IOException if the tree fails as a whole
   */
  default Relations relations(
      Sources sources, DiscoveryOptions options, List<Model> models, Operation operation)
      throws IOException {
    return Relations.of(Map.of(), List.of());
  }

  /** Candidates of every verdict, and what was wrong on the way. */
  record Findings(List<Model> candidates, List<Issue> issues) {
    public Findings {
      candidates = List.copyOf(candidates);
      issues = List.copyOf(issues);
    }
  }

  /**
   * The sources of one project.
   *
   * @param files as the tree lists them
   * @param memory of the session that the search is part of
   */
  record Sources(Path root, SourceTree tree, List<String> files, Memory memory) {
    /** Of a search that is alone. */
    public Sources(Path root, SourceTree tree, List<String> files) {
      this(root, tree, files, Memory.NONE);
    }

    /** See {@link SourceTree#read}. */
    public byte[] read(String path, int limit) throws IOException {
      return tree.read(root, path, limit);
    }
  }
}
