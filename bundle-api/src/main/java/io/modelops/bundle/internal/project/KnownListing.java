package io.modelops.bundle.internal.project;

import io.modelops.bundle.spi.SourceTree.Listing;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.WalkOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A listing that was made already, which answers who asks for fewer of its files.
 *
 * @param options of the listing
 */
record KnownListing(WalkOptions options, Listing listing) {
  /** What another listing would find; empty if that does not follow from this one. */
  Optional<Listing> narrowed(WalkOptions wanted) {
    if (options.equals(wanted)) {
      return Optional.of(listing);
    }
    return options.includes(wanted) && !lacks(wanted)
        ? Optional.of(only(wanted))
        : Optional.empty();
  }

  /** Whether something is left out by a rule that is not to hold. */
  private boolean lacks(WalkOptions wanted) {
    return listing.omissions().stream()
        .filter(
            each ->
                (each.cause() == Omission.Cause.GITIGNORED && !wanted.gitIgnore())
                    || (each.cause() == Omission.Cause.BUNDLE && wanted.nestedProjects()))
        .anyMatch(
            each ->
                wanted.names(
                    each.directory() ? each.path() + "/file" : each.path(), this::isInPackage));
  }

  private boolean isPackage(String directory) {
    return isInPackage(directory) && has(directory + "/__init__.py");
  }

  private boolean isInPackage(String directory) {
    return has(directory.substring(0, directory.lastIndexOf('/') + 1) + "__init__.py");
  }

  boolean has(String file) {
    return Collections.binarySearch(listing.files(), file, BundlePath.ORDER) >= 0;
  }

  private Listing only(WalkOptions wanted) {
    List<String> files = new ArrayList<>();
    List<FileStat> stats = new ArrayList<>();
    for (int at = 0; at < listing.files().size(); at++) {
      String file = listing.files().get(at);
      if (wanted.names(file, this::isPackage)) {
        files.add(file);
        if (!listing.stats().isEmpty()) {
          stats.add(listing.stats().get(at));
        }
      }
    }
    List<Omission> omissions =
        listing.omissions().stream()
            .filter(each -> wanted.names(each.path(), this::isPackage))
            .toList();
    List<Issue> issues =
        listing.issues().stream()
            .filter(issue -> wanted.names(issue.file(), this::isPackage))
            .toList();
    return new Listing(files, stats, omissions, issues, listing.basis());
  }
}
