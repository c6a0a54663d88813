package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which files of a directory are listed. */
public final class WalkOptions extends Value {
  private static final long serialVersionUID = 1L;

  private final Set<String> prunedDirectories;
  private final boolean hidden;
  private final boolean ignoreRules;
  private final boolean gitIgnore;
  private final boolean nestedProjects;
  private final boolean packages;

  private WalkOptions(
      Set<String> prunedDirectories,
      boolean hidden,
      boolean ignoreRules,
      boolean gitIgnore,
      boolean nestedProjects,
      boolean packages) {
    this.prunedDirectories = Collections.unmodifiableSet(new TreeSet<>(prunedDirectories));
    this.hidden = hidden;
    this.ignoreRules = ignoreRules;
    this.gitIgnore = gitIgnore;
    this.nestedProjects = nestedProjects;
    this.packages = packages;
  }

  /** Everything that is neither hidden nor ignored. */
  public static WalkOptions defaults() {
    return new WalkOptions(Set.of(), false, true, false, true, false);
  }

  public WalkOptions withPrunedDirectories(Set<String> names) {
    return new WalkOptions(names, hidden, ignoreRules, gitIgnore, nestedProjects, packages);
  }

  /** Hidden files and directories, too. */
  public WalkOptions withHidden() {
    return new WalkOptions(
        prunedDirectories, true, ignoreRules, gitIgnore, nestedProjects, packages);
  }

  /** Ignored files and directories, too. */
  public WalkOptions withoutIgnoreRules() {
    return new WalkOptions(prunedDirectories, hidden, false, false, true, packages);
  }

  /** Without what git ignores. */
  public WalkOptions withGitIgnore() {
    return new WalkOptions(prunedDirectories, hidden, ignoreRules, true, nestedProjects, packages);
  }

  /** Without projects below the root that are workspaces of their own. */
  public WalkOptions withoutNestedProjects() {
    return new WalkOptions(prunedDirectories, hidden, ignoreRules, gitIgnore, false, packages);
  }

  /** With packages within packages, whatever their names. */
  public WalkOptions withPackages() {
    return new WalkOptions(prunedDirectories, hidden, ignoreRules, gitIgnore, nestedProjects, true);
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

  /**
   * Whether a directory that has an {@code __init__.py}, and is in one that has one, is entered
   * though its name says otherwise.
   */
  public boolean packages() {
    return packages;
  }

  /** Whether a directory of this name is not entered, unless it is a package. */
  public boolean prunes(String directory) {
    return prunedDirectories.stream()
        .anyMatch(
            name ->
                name.startsWith("*")
                    ? directory.endsWith(name.substring(1))
                    : directory.equals(name));
  }

  /** Whether a directory of this name is entered, if it is a package within a package. */
  public boolean mayBePackage(String directory) {
    return packages
        && !directory.startsWith("__")
        && directory.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  /** Whether a path leads through no directory that is pruned, and to nothing hidden. */
  public boolean names(String path) {
    return names(path, directory -> false);
  }

  /**
   * Whether a path leads through no directory that is pruned, and to nothing hidden.
   *
   * @param isPackage whether a directory is a package within a package
   */
  public boolean names(String path, Predicate<String> isPackage) {
    int from = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', from)) {
      String name = path.substring(from, end);
      boolean pruned =
          prunes(name) && !(mayBePackage(name) && isPackage.test(path.substring(0, end)));
      if (pruned || (!hidden && name.startsWith("."))) {
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
    return Arrays.asList(
        prunedDirectories, hidden, ignoreRules, gitIgnore, nestedProjects, packages);
  }
}
