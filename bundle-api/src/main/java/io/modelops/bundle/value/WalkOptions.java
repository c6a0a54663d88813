package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which files of a directory are listed. */
public final class WalkOptions extends Value {
  private static final long serialVersionUID = 1L;

  private final Set<String> prunedDirectories;
  private final boolean hidden;
  private final boolean ignoreRules;

  private WalkOptions(Set<String> prunedDirectories, boolean hidden, boolean ignoreRules) {
    this.prunedDirectories = Collections.unmodifiableSet(new TreeSet<>(prunedDirectories));
    this.hidden = hidden;
    this.ignoreRules = ignoreRules;
  }

  /** Everything that is neither hidden nor ignored. */
  public static WalkOptions defaults() {
    return new WalkOptions(Set.of(), false, true);
  }

  public WalkOptions withPrunedDirectories(Set<String> names) {
    return new WalkOptions(names, hidden, ignoreRules);
  }

  /** Hidden files and directories, too. */
  public WalkOptions withHidden() {
    return new WalkOptions(prunedDirectories, true, ignoreRules);
  }

  /** Ignored files and directories, too. */
  public WalkOptions withoutIgnoreRules() {
    return new WalkOptions(prunedDirectories, hidden, false);
  }

  /** Names of directories that are not entered; a leading {@code *} stands for anything. */
  public Set<String> prunedDirectories() {
    return prunedDirectories;
  }

  /** Whether names that begin with a dot are listed and entered. */
  public boolean hidden() {
    return hidden;
  }

  /**
   * Whether {@code .modelopsignore} and the defaults for files that never belong into a bundle
   * hold; what they ignore is listed apart, and ignored directories are not entered.
   */
  public boolean ignoreRules() {
    return ignoreRules;
  }

  /** Whether a directory of this name is not entered. */
  public boolean prunes(String directory) {
    return prunedDirectories.stream()
        .anyMatch(
            name ->
                name.startsWith("*")
                    ? directory.endsWith(name.substring(1))
                    : directory.equals(name));
  }

  /** Whether a path leads through no directory that is pruned, and to nothing hidden. */
  public boolean names(String path) {
    int from = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', from)) {
      if ((!hidden && path.charAt(from) == '.') || prunes(path.substring(from, end))) {
        return false;
      }
      from = end + 1;
    }
    return hidden || !path.startsWith(".", from);
  }

  /**
   * Whether these list every file that others list; those are the ones with {@link #names} then.
   */
  public boolean includes(WalkOptions others) {
    return ignoreRules == others.ignoreRules
        && (hidden || !others.hidden)
        && prunedDirectories.stream().noneMatch(name -> others.names(name + "/file"));
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(prunedDirectories, hidden, ignoreRules);
  }
}
