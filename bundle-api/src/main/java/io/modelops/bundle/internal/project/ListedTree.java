package io.modelops.bundle.internal.project;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tree that was listed already. Who asks for fewer of the files is answered without listing them
 * again.
 *
 * @param options of the listing
 */
public record ListedTree(SourceTree base, WalkOptions options, Listing listing)
    implements SourceTree {
  @Override
  public String id() {
    return base.id();
  }

  @Override
  public Listing list(Path root, WalkOptions wanted, Operation operation) throws IOException {
    return options.includes(wanted) && !lacks(wanted)
        ? narrowed(wanted)
        : base.list(root, wanted, operation);
  }

  /** Whether something is left out by a rule that is not to hold. */
  private boolean lacks(WalkOptions wanted) {
    return listing.omissions().stream()
        .filter(
            each ->
                (each.cause() == Omission.Cause.GITIGNORED && !wanted.gitIgnore())
                    || (each.cause() == Omission.Cause.BUNDLE && wanted.nestedProjects()))
        .anyMatch(each -> wanted.names(each.directory() ? each.path() + "/file" : each.path()));
  }

  private Listing narrowed(WalkOptions wanted) {
    List<String> files = new ArrayList<>();
    List<FileStat> stats = new ArrayList<>();
    for (int at = 0; at < listing.files().size(); at++) {
      String file = listing.files().get(at);
      if (wanted.names(file)) {
        files.add(file);
        if (!listing.stats().isEmpty()) {
          stats.add(listing.stats().get(at));
        }
      }
    }
    List<Omission> omissions =
        listing.omissions().stream().filter(each -> wanted.names(each.path())).toList();
    List<Issue> issues =
        listing.issues().stream().filter(issue -> wanted.names(issue.file())).toList();
    return new Listing(files, stats, omissions, issues, listing.basis());
  }

  @Override
  public Optional<Omission.Cause> omits(Path root, String path, WalkOptions wanted)
      throws IOException {
    return base.omits(root, path, wanted);
  }

  @Override
  public Optional<FileStat> stat(Path root, String path) throws IOException {
    return base.stat(root, path);
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    return base.open(root, path);
  }

  @Override
  public byte[] read(Path root, String path, int limit) throws IOException {
    return base.read(root, path, limit);
  }
}
