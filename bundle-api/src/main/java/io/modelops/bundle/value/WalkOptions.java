package io.modelops.bundle.value;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files of a directory are listed.
 *
 * @param prunedDirectories names of directories that are not entered; a leading {@code *} stands
 *     for anything
 * @param hidden whether names that begin with a dot are listed and entered
 * @param ignoreRules whether {@code .modelopsignore} and the defaults for files that never belong
 *     into a bundle hold; what they ignore is listed apart, and ignored directories are not entered
 */
public record WalkOptions(Set<String> prunedDirectories, boolean hidden, boolean ignoreRules) {
  public WalkOptions {
    prunedDirectories = Collections.unmodifiableSet(new TreeSet<>(prunedDirectories));
  }
}
