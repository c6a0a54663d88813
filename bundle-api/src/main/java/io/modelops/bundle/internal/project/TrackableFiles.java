package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of a project that could be tracked: all but what rules leave out. */
public final class TrackableFiles {
  private final Project project;
  private final SourceTree tree;
  private final WalkOptions options;

  /**
   * @param gitIgnore whether what git ignores is left out
   */
  public TrackableFiles(Project project, boolean gitIgnore) {
    this.project = project;
    this.tree = project.providers().one(SourceTree.class, "bundle-discovery");
    Set<String> pruned = new TreeSet<>(Set.of(".git"));
    project.providers().all(WorkspaceStore.class).forEach(s -> pruned.add(s.directoryName()));
    WalkOptions all =
        WalkOptions.defaults().withPrunedDirectories(pruned).withHidden().withoutNestedProjects();
    this.options = gitIgnore ? all.withGitIgnore() : all;
  }

  /** Lists them. What the listing follows from includes the settings. */
  public SourceTree.Listing list(Operation operation) throws IOException {
    Map<String, FileStat> settings = settings();
    SourceTree.Listing listing = tree.list(project.root(), options, operation);
    if (listing.basis().isEmpty()) {
      return listing;
    }
    settings.putAll(listing.basis());
    return new SourceTree.Listing(
        listing.files(), listing.stats(), listing.omissions(), listing.issues(), settings);
  }

  /** Lists them with those that rules leave out. */
  public SourceTree.Listing listAll(Operation operation) throws IOException {
    return tree.list(project.root(), options.withoutIgnoreRules(), operation);
  }

  /** Why a file of a path is not among them; empty if it is, or would be, was it there. */
  public Optional<Cause> omits(String path) throws IOException {
    return tree.omits(project.root(), path, options);
  }

  private Map<String, FileStat> settings() throws IOException {
    Map<String, FileStat> stats = new HashMap<>();
    for (SettingsFormat format : project.providers().all(SettingsFormat.class)) {
      Path file = project.root().resolve(format.fileName());
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        stats.put(format.fileName(), FileStats.of(file));
      }
    }
    return stats;
  }
}
