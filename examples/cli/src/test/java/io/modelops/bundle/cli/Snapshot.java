package io.modelops.bundle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every file of a tree: what it holds, its mode, its time, where it leads. Without the lock, in
 * which the last process that had it writes its number.
 */
record Snapshot(Map<String, String> files) {
  static Snapshot of(Path tree) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path file : walk.filter(Snapshot::isTold).toList()) {
        files.put(tree.relativize(file).toString(), describe(file));
      }
      return new Snapshot(files);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Locks and kept answers tell nothing of a workspace. */
  private static boolean isTold(Path path) {
    return !Files.isDirectory(path)
        && !path.endsWith(".modelops-bundle/lock")
        && !String.valueOf(path.getFileName()).startsWith("cache-discovery-");
  }

  private static String describe(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    }
    return Arrays.hashCode(Files.readAllBytes(file))
        + " "
        + Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
        + " "
        + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
  }
}
