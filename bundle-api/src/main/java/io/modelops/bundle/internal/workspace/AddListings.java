package io.modelops.bundle.internal.workspace;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.project.TrackableFiles;
import io.modelops.bundle.spi.SourceTree.Listing;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Omission.Cause;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The listings that an addition takes from, each made when it is first needed. Git's rules hold for
 * what a wider argument sweeps in; what is named is wanted though git ignores it.
 */
final class AddListings {
  private final Project project;
  private final AddOptions options;
  private @Nullable Listing usual;
  private @Nullable Listing withoutGit;

  AddListings(Project project, AddOptions options) {
    this.project = project;
    this.options = options;
  }

  /** What a wider argument takes from. */
  Listing usual() {
    if (usual == null) {
      usual = list(options.gitIgnore() && SettingsFile.read(project).gitIgnore());
    }
    return usual;
  }

  private Listing withoutGit() {
    if (withoutGit == null) {
      withoutGit = list(false);
    }
    return withoutGit;
  }

  private Listing list(boolean gitIgnore) {
    TrackableFiles files = new TrackableFiles(project, gitIgnore);
    return State.io(
        "list the project's files",
        () ->
            options.force() ? files.listAll(project.operation()) : files.list(project.operation()));
  }

  /** What a named directory takes from: git's rules do not hold in one that git ignores. */
  Listing of(String directory) {
    return covering(usual(), directory) == null ? usual() : withoutGit();
  }

  /** Why a named file is left out; null if it is not. */
  @Nullable Omission ofFile(String path) {
    if (options.force() || isListed(usual(), path)) {
      return null;
    }
    Omission omission = covering(usual(), path);
    if (omission != null && omission.cause() == Cause.GITIGNORED) {
      return isListed(withoutGit(), path) ? null : covering(withoutGit(), path);
    }
    return omission == null ? new Omission(path, false, Cause.PRUNED) : omission;
  }

  /** Why a named directory is left out; null if it is not. */
  @Nullable Omission ofDirectory(String path) {
    Omission omission = covering(usual(), path);
    return omission != null && omission.cause() == Cause.GITIGNORED
        ? covering(withoutGit(), path)
        : omission;
  }

  private static boolean isListed(Listing listing, String path) {
    return Collections.binarySearch(listing.files(), path, BundlePath.ORDER) >= 0;
  }

  private static @Nullable Omission covering(Listing listing, String path) {
    return listing.omissions().stream()
        .filter(omission -> omission.covers(path))
        .findFirst()
        .orElse(null);
  }
}
