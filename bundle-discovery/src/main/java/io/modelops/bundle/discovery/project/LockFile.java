package io.modelops.bundle.discovery.project;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions in a lock file: uv.lock, poetry.lock, pdm.lock, pylock.toml. Programs write these,
 * one key a line, and they may be of several MB. So they are not parsed as TOML, only looked
 * through.
 */
final class LockFile {
  /** In the order of preference. */
  static final List<String> NAMES = List.of("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml");

  static final int MAX_BYTES = 1 << 24;

  private static final Pattern KEY = Pattern.compile("(name|version) *= *[\"']([^\"']*)[\"'].*");

  private LockFile() {}

  /** By normalized name; what is locked in several versions is left out. */
  static Map<String, String> versions(byte[] document) {
    Map<String, String> versions = new HashMap<>();
    String name = "";
    boolean pack = false;
    for (String line : new String(document, StandardCharsets.UTF_8).split("\\R", -1)) {
      if (line.startsWith("[")) {
        pack = line.startsWith("[[package]]") || line.startsWith("[[packages]]");
        name = "";
      } else if (pack && (line.startsWith("name") || line.startsWith("version"))) {
        Matcher key = KEY.matcher(line);
        if (key.matches() && key.group(1).equals("name")) {
          name = DistributionNames.normalize(key.group(2));
        } else if (key.matches() && !name.isEmpty()) {
          versions.merge(name, key.group(2), (a, b) -> a.equals(b) ? a : "");
        }
      }
    }
    versions.values().removeIf(String::isEmpty);
    return versions;
  }
}
