package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.internal.files.RegularFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  /** The rules that apply without any ignore file. */
  static IgnoreRules defaults() throws IOException {
    String name = "defaults.modelopsignore";
    try (InputStream in = IgnoreRules.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the resource " + name + " is missing");
      }
      return of(IgnoreFile.parse(name, in.readAllBytes()));
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

  /**
   * The rules in a directory that has an ignore file.
   *
   * @param file the ignore file's path
   * @param prefix the directory's path with a slash at the end, empty for the root
   * @throws IOException if it cannot be read: without it, what it holds back would be let through
   */
  IgnoreRules with(Path root, String file, String prefix) throws IOException {
    try (InputStream in = RegularFiles.open(root, root.relativize(root.resolve(file)))) {
      return with(IgnoreFile.parse(file, in.readNBytes(IgnoreFile.MAX_BYTES + 1)), prefix);
    }
  }

  /** The decision for a file or directory in this directory. */
  Decision decide(String path, boolean directory) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int name = bytes.length;
    while (name > 0 && bytes[name - 1] != '/') {
      name--;
    }
    for (IgnoreRules rules = this; rules != null; rules = rules.outer) {
      Decision decision = rules.file.decide(bytes, rules.base, name, directory);
      if (decision != Decision.NOTHING) {
        return decision;
      }
    }
    return Decision.NOTHING;
  }
}
