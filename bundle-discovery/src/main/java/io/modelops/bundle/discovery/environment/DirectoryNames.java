package io.modelops.bundle.discovery.environment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What the directories of an environment hold, each listed once. */
final class DirectoryNames {
  /** Of a directory with more names, only so many are known. */
  private static final int MAX_NAMES = 100_000;

  private final Map<Path, NavigableSet<String>> listed = new HashMap<>();

  /** Sorted; none if it cannot be read. */
  NavigableSet<String> of(Path directory) {
    return listed.computeIfAbsent(directory, DirectoryNames::list);
  }

  private static NavigableSet<String> list(Path directory) {
    NavigableSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path each : entries) {
        names.add(String.valueOf(each.getFileName()));
        if (names.size() == MAX_NAMES) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Collections.emptyNavigableSet();
    }
    return names;
  }
}
