package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells whether a {@link Walk} would find a file that may not be there. */
public record Admission(Path root, WalkOptions options) {
  /**
   * Why a regular file would not be found, if it was there; null if it would.
   *
   * @param path relative to the root
   */
  public @Nullable Cause omission(String path) throws IOException {
    return find(path).cause();
  }

  /** The line of an ignore file that is the reason; null if there is none. */
  public @Nullable SourceRange rule(String path) throws IOException {
    Finding finding = find(path);
    Rules rules = finding.rules();
    return rules == null || finding.cause() == null
        ? null
        : rules.rule(finding.path(), finding.path().length() < path.length());
  }

  /**
   * What is found out.
   *
   * @param path of the file, or of the directory around it that is left out
   */
  private record Finding(@Nullable Cause cause, String path, @Nullable Rules rules) {}

  private Finding find(String path) throws IOException {
    Rules rules = options.ignoreRules() ? Rules.of(options, GitRepository.of(root)) : null;
    String prefix = "";
    int slash = path.indexOf('/');
    for (; slash >= 0; slash = path.indexOf('/', prefix.length())) {
      rules = rules == null ? null : rules.in(root, prefix, holds(prefix));
      Cause cause = omission(path.substring(0, slash), prefix.length(), rules);
      if (cause != null) {
        return new Finding(cause, path.substring(0, slash), rules);
      }
      prefix = path.substring(0, slash + 1);
    }
    rules = rules == null ? null : rules.in(root, prefix, holds(prefix));
    if (!options.hidden() && path.charAt(prefix.length()) == '.') {
      return new Finding(Cause.PRUNED, path, null);
    }
    return new Finding(rules == null ? null : rules.decide(path, false).cause(), path, rules);
  }

  private Predicate<String> holds(String directory) {
    Path path = root.resolve(directory);
    return name -> Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Why a directory would not be entered, if it was there. */
  private @Nullable Cause omission(String path, int nameAt, @Nullable Rules rules) {
    String name = path.substring(nameAt);
    if (new Pruning(options).prunes(name, root.resolve(path))
        || (!options.hidden() && name.startsWith("."))) {
      return Cause.PRUNED;
    }
    if (Files.isSymbolicLink(root.resolve(path))) {
      return Cause.LINK;
    }
    if (rules == null) {
      return null;
    }
    Decision decision = rules.decide(path, true);
    return decision == Decision.NOTHING ? Rules.foreign(holds(path), options) : decision.cause();
  }
}
