package io.modelops.bundle.acceptance;

import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a push by their hashes. What status should say is computed from the disk alone,
 * without the code that is tested.
 *
 * @param hashes by path; every file is tracked or that of a model
 */
record Pushed(Tree tree, SortedMap<String, String> hashes) {
  static Pushed from(Tree tree, List<String> paths) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String path : paths) {
      hashes.put(path, hash(tree.path(path)));
    }
    return new Pushed(tree, hashes);
  }

  /** What status should say now. */
  WorkspaceStatus status() throws IOException {
    List<TrackedFile> tracked =
        hashes.keySet().stream().map(path -> TrackedFile.of(path, state(path))).toList();
    return WorkspaceStatus.of(
        new Reference.Layout(tree.path("build/layout"), tag()),
        tracked,
        tracked.stream().filter(file -> file.state() != FileState.UNMODIFIED).toList(),
        untracked(),
        Remote.of(RemoteState.UNKNOWN, null));
  }

  private FileState state(String path) {
    Path file = tree.path(path);
    if (!Files.exists(file)) {
      return FileState.DELETED;
    }
    return hash(file).equals(hashes.get(path)) ? FileState.UNMODIFIED : FileState.MODIFIED;
  }

  private String tag() throws IOException {
    String settings = Files.readString(tree.path("pyproject.toml"));
    return settings.substring(settings.lastIndexOf(':') + 1, settings.lastIndexOf('"'));
  }

  /** The ignore file has names and {@code *} before an ending only. */
  private List<String> untracked() throws IOException {
    List<String> ignored = Files.readAllLines(tree.path(".modelopsignore"));
    return tree.all().stream()
        .filter(path -> !path.startsWith(".modelops-bundle/") && !hashes.containsKey(path))
        .filter(path -> ignored.stream().noneMatch(pattern -> matches(pattern, path)))
        .toList();
  }

  private static boolean matches(String pattern, String path) {
    if (pattern.endsWith("/")) {
      return path.startsWith(pattern);
    }
    return pattern.startsWith("*")
        ? path.endsWith(pattern.substring(1))
        : path.endsWith("/" + pattern);
  }

  private static String hash(Path file) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
