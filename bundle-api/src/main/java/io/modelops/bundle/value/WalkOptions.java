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
  private final boolean gitIgnore;
  private final boolean nestedProjects;

  private WalkOptions(
      Set<String> prunedDirectories,
      boolean hidden,
      boolean ignoreRules,
      boolean gitIgnore,
      boolean nestedProjects) {
    this.prunedDirectories = Collections.unmodifiableSet(new TreeSet<>(prunedDirectories));
    this.hidden = hidden;
    this.ignoreRules = ignoreRules;
    this.gitIgnore = gitIgnore;
    this.nestedProjects = nestedProjects;
  }

  /** Everything that is neither hidden nor ignored. */
  public static WalkOptions defaults() {
    return new WalkOptions(Set.of(), false, true, false, true);
  }

  public WalkOptions withPrunedDirectories(Set<String> names) {
    return new WalkOptions(names, hidden, ignoreRules, gitIgnore, nestedProjects);
  }

  /** Hidden files and directories, too. */
  public WalkOptions withHidden() {
    return new WalkOptions(prunedDirectories, true, ignoreRules, gitIgnore, nestedProjects);
  }

  /** Ignored files and directories, too. */
  public WalkOptions withoutIgnoreRules() {
    return new WalkOptions(prunedDirectories, hidden, false, false, true);
  }

  /** Without what git ignores. */
  public WalkOptions withGitIgnore() {
    return new WalkOptions(prunedDirectories, hidden, ignoreRules, true, nestedProjects);
  }

  /** Without projects below the root that are workspaces of their own. */
  public WalkOptions withoutNestedProjects() {
    return new WalkOptions(prunedDirectories, hidden, ignoreRules, gitIgnore, false);
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
   * hold, and environments and image layouts are left out; what they ignore is listed apart, and
   * ignored directories are not entered.
   */
  public boolean ignoreRules() {
    return ignoreRules;
  }

  /**
   * Whether {@code .gitignore} holds, too, in the project and above it up to the root of its git
   * repository; what {@code .modelopsignore} includes stays included.
   */
  public boolean gitIgnore() {
    return gitIgnore;
  }

  /** Whether directories that have a workspace of their own are entered. */
  public boolean nestedProjects() {
    return nestedProjects;
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
   * Whether these list every file that others list, but for what git ignores and for nested
   * projects; those are the ones with {@link #names} then.
   */
  public boolean includes(WalkOptions others) {
    return ignoreRules == others.ignoreRules
        && (gitIgnore || !others.gitIgnore)
        && (!nestedProjects || others.nestedProjects)
        && (hidden || !others.hidden)
        && prunedDirectories.stream().noneMatch(name -> others.names(name + "/file"));
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(prunedDirectories, hidden, ignoreRules, gitIgnore, nestedProjects);
  }
}
