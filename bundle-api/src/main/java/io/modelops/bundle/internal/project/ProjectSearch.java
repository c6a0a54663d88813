package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.internal.files.FileFailure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the project that a directory belongs to. */
public final class ProjectSearch {
  private static final String WORKSPACE = ".modelops-bundle";
  private static final String SETTINGS = "pyproject.toml";

  private ProjectSearch() {}

  /**
   * The nearest directory upwards that is a project. The search ends where the owner or the file
   * system changes: what lies beyond may be under another user's control.
   */
  public static Path from(Path start) {
    Path from = start.toAbsolutePath().normalize();
    try {
      Path directory = from.toRealPath();
      Place place = Place.of(directory);
      for (Path each = directory; each != null; each = each.getParent()) {
        if (!Place.of(each).is(place)) {
          break;
        }
        if (isProject(each, place)) {
          return each.equals(directory) ? from : each;
        }
      }
    } catch (IOException e) {
      throw new DiscoveryException(
          ErrorCode.UNREADABLE,
          from,
          "cannot read " + from + ": " + FileFailure.reason(e),
          "check that it exists",
          e);
    }
    throw new DiscoveryException(
        ErrorCode.NO_PROJECT,
        from,
        "no project in " + from + " or above it",
        "a project has a pyproject.toml, or is made one by init",
        null);
  }

  private static boolean isProject(Path directory, Place place) throws IOException {
    Path workspace = directory.resolve(WORKSPACE);
    Path settings = directory.resolve(SETTINGS);
    boolean hasWorkspace = Files.isDirectory(workspace, LinkOption.NOFOLLOW_LINKS);
    boolean hasSettings = Files.exists(settings, LinkOption.NOFOLLOW_LINKS);
    return (hasWorkspace && Place.of(workspace).is(place))
        || (hasSettings && Place.of(settings).is(place));
  }

  /** Whose a file is, and where it is kept. */
  private record Place(@Nullable UserPrincipal owner, FileStore store) {
    static Place of(Path path) throws IOException {
      FileOwnerAttributeView view =
          Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      return new Place(view == null ? null : view.getOwner(), Files.getFileStore(path));
    }

    /** As {@link #equals}, which the JVM would make at run time: 8 ms of each start. */
    boolean is(Place other) {
      return Objects.equals(owner, other.owner) && store.equals(other.store);
    }
  }
}
