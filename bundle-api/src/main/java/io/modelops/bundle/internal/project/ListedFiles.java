package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Omission.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest on disk lists beside the files of models: in a clone without a workspace, that
 * is what was tracked. Who changes the manifest alone gets no file into a bundle that adding a
 * directory would leave out.
 */
public final class ListedFiles {
  private final Project project;
  private final List<String> paths = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private boolean found;

  private ListedFiles(Project project) {
    this.project = project;
  }

  /** Where no manifest is asked. */
  public static ListedFiles none(Project project) {
    return new ListedFiles(project);
  }

  /** Reads the manifest and looks at the files. */
  public static ListedFiles of(Project project) throws IOException {
    ListedFiles listed = new ListedFiles(project);
    for (ManifestFormat format : project.providers().all(ManifestFormat.class)) {
      byte[] document = listed.read(format);
      if (document != null) {
        listed.found = true;
        listed.look(format, document);
        break;
      }
    }
    return listed;
  }

  private byte @Nullable [] read(ManifestFormat format) {
    try {
      return ManifestFile.of(project.root(), format).read();
    } catch (IOException e) {
      found = true;
      unknown(format, e);
      return null;
    }
  }

  private void look(ManifestFormat format, byte[] document) throws IOException {
    List<String> unclaimed;
    try {
      unclaimed = unclaimed(format.read(document, project.operation()));
    } catch (IOException e) {
      unknown(format, e);
      return;
    }
    if (unclaimed.isEmpty()) {
      return;
    }
    TrackableFiles trackable = new TrackableFiles(project, SettingsFile.read(project).gitIgnore());
    for (String path : unclaimed) {
      Optional<Cause> cause = trackable.omits(path);
      if (cause.isPresent()) {
        ignored.add(path);
        warn("listed-file-ignored", path, reason(format, cause.get()));
      } else {
        paths.add(path);
        if (!isThere(path)) {
          warn("listed-file-missing", path, format.fileName() + " lists it, but it is not there");
        }
      }
    }
  }

  private static List<String> unclaimed(ManifestContent manifest) {
    Set<String> claimed = new HashSet<>();
    manifest.models().values().forEach(model -> claimed.addAll(model.files()));
    return manifest.files().keySet().stream().filter(path -> !claimed.contains(path)).toList();
  }

  private static String reason(ManifestFormat format, Cause cause) {
    String why =
        switch (cause) {
          case SECRET -> "looks like a secret";
          case GITIGNORED -> "is ignored by .gitignore";
          default -> "is left out by the ignore rules";
        };
    return format.fileName() + " lists it, but it " + why;
  }

  private boolean isThere(String path) {
    return !Files.notExists(project.root().resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  private void unknown(ManifestFormat format, IOException e) {
    String message = "files beside those of models are not known: " + e.getMessage();
    warn("manifest-unreadable", format.fileName(), message);
  }

  private void warn(String code, String file, String message) {
    issues.add(Issue.of(Severity.WARNING, code, file, 0, 0, message));
  }

  /** Whether there is a manifest, which says what is in the bundle. */
  public boolean isClone() {
    return found;
  }

  /** Those that may be tracked, whether they are there or not; sorted. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  /**
   * Those that belong into the bundle.
   *
   * @throws WorkspaceException if one is there that may not be tracked
   */
  public List<String> required() {
    List<String> present = ignored.stream().filter(this::isThere).toList();
    if (!present.isEmpty()) {
      String first = present.get(0);
      throw new WorkspaceException(
          ErrorCode.LISTED_FILE_IGNORED,
          present,
          BundlePath.quote(first) + ": " + issue(first),
          "if it belongs to the bundle, write !/" + first + " into .modelopsignore",
          null);
    }
    return paths.stream().filter(this::isThere).toList();
  }

  private String issue(String path) {
    return issues.stream()
        .filter(issue -> issue.file().equals(path))
        .map(Issue::message)
        .findFirst()
        .orElse("");
  }

  /** What is odd about the manifest. */
  public List<Issue> issues() {
    return List.copyOf(issues);
  }
}
