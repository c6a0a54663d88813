package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.value.SourceRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The ignore files that apply in a directory: those from the directory up to the root, then the
 * defaults. The first file with a matching pattern decides. As with git, the content of an ignored
 * directory cannot be included again. The caller ensures this by not entering ignored directories.
 */
final class IgnoreRules {
  private final IgnoreFile file;
  private final int base;
  private final @Nullable IgnoreRules outer;

  private IgnoreRules(IgnoreFile file, int base, @Nullable IgnoreRules outer) {
    this.file = file;
    this.base = base;
    this.outer = outer;
  }

  /** The rules that apply without any ignore file: what looks like a secret, and the rest. */
  static IgnoreRules defaults() throws IOException {
    return of(resource("defaults.modelopsignore", Decision.DEFAULT))
        .with(resource("secrets.modelopsignore", Decision.SECRET), "");
  }

  private static IgnoreFile resource(String name, Decision positive) throws IOException {
    try (InputStream in = IgnoreRules.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the resource " + name + " is missing");
      }
      return IgnoreFile.parseDefaults(name, in.readAllBytes(), positive);
    }
  }

  static IgnoreRules of(IgnoreFile defaults) {
    return new IgnoreRules(defaults, 0, null);
  }

  /**
   * The rules in a directory that has an ignore file.
   *
   * @param prefix the directory's path with a slash at the end, empty for the root
   */
  IgnoreRules with(IgnoreFile inner, String prefix) {
    return new IgnoreRules(inner, prefix.getBytes(StandardCharsets.UTF_8).length, this);
  }

  /** The decision for a file or directory in this directory. */
  Decision decide(String path, boolean directory) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int name = name(bytes);
    for (IgnoreRules rules = this; rules != null; rules = rules.outer) {
      Decision decision = rules.file.decide(bytes, rules.base, name, directory);
      if (decision != Decision.NOTHING) {
        return decision;
      }
    }
    return Decision.NOTHING;
  }

  /** The line of a file that decides; null if none does, or it is one of the defaults. */
  @Nullable SourceRange rule(String path, boolean directory) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int name = name(bytes);
    IgnoreRules rules = this;
    while (rules != null
        && rules.file.decide(bytes, rules.base, name, directory) == Decision.NOTHING) {
      rules = rules.outer;
    }
    return rules == null ? null : rules.file.rule(bytes, rules.base, name, directory);
  }

  /** Where the last component begins. */
  private static int name(byte[] path) {
    int name = path.length;
    while (name > 0 && path[name - 1] != '/') {
      name--;
    }
    return name;
  }
}
