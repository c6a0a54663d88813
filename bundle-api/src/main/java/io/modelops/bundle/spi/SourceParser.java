package io.modelops.bundle.spi;

import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
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
   * The shortest way on which each of some models comes to need a file. Asked only if somebody
   * wants to know.
   *
   * @param models that {@link #discover} found
   * @return by class name; without those that are not known to need it
   * @throws IOException if the tree fails as a whole
   */
  default Map<String, List<Explanation.Step>> chains(
      Sources sources,
      DiscoveryOptions options,
      List<Model> models,
      String file,
      Operation operation)
      throws IOException {
    return Map.of();
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
