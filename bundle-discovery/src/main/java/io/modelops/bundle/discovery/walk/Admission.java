package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells whether a {@link Walk} would find a file that may not be there. */
public record Admission(Path root, WalkOptions options) {
  /**
   * Whether a regular file would be found, if it was there.
   *
   * @param path relative to the root
   */
  public boolean test(String path) throws IOException {
    IgnoreRules rules = options.ignoreRules() ? IgnoreRules.defaults() : null;
    String prefix = "";
    int slash = path.indexOf('/');
    for (; slash >= 0; slash = path.indexOf('/', prefix.length())) {
      rules = rulesIn(prefix, rules);
      if (!enters(path.substring(0, slash), prefix.length(), rules)) {
        return false;
      }
      prefix = path.substring(0, slash + 1);
    }
    rules = rulesIn(prefix, rules);
    return (options.hidden() || path.charAt(prefix.length()) != '.')
        && (rules == null || rules.decide(path, false) != Decision.IGNORED);
  }

  private @Nullable IgnoreRules rulesIn(String prefix, @Nullable IgnoreRules outer)
      throws IOException {
    Path directory = root.resolve(prefix);
    boolean has = Files.exists(directory.resolve(Walk.IGNORE_FILE), LinkOption.NOFOLLOW_LINKS);
    return outer != null && has ? outer.with(root, prefix + Walk.IGNORE_FILE, prefix) : outer;
  }

  /** Whether a directory would be entered, if it was there. */
  private boolean enters(String path, int nameAt, @Nullable IgnoreRules rules) {
    String name = path.substring(nameAt);
    Path directory = root.resolve(path);
    Decision decision = rules == null ? Decision.NOTHING : rules.decide(path, true);
    boolean environment =
        rules != null
            && decision != Decision.INCLUDED
            && Files.exists(directory.resolve(Walk.ENVIRONMENT_FILE), LinkOption.NOFOLLOW_LINKS);
    return decision != Decision.IGNORED
        && (options.hidden() || !name.startsWith("."))
        && !Walk.isPruned(name, options)
        && !environment
        && !Files.isSymbolicLink(directory);
  }
}
