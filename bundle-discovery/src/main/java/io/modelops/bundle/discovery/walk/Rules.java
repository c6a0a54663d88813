package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules that apply in a directory: our own and, where they are asked for, git's. What git
 * includes may still be left out by our own; what {@code .modelopsignore} includes, git does not
 * leave out.
 *
 * @param git null if git's rules do not hold
 * @param above the path of the project in its git repository, with a slash; empty if it is the root
 */
record Rules(IgnoreRules own, @Nullable IgnoreRules git, String above) {
  /** Any directory may have such files. */
  static final String IGNORE_FILE = ".modelopsignore";

  static final String GIT_IGNORE_FILE = ".gitignore";

  private static final String ENVIRONMENT_FILE = "pyvenv.cfg";
  private static final String CONDA_DIRECTORY = "conda-meta";
  private static final String LAYOUT_FILE = "oci-layout";
  private static final String LAYOUT_INDEX = "index.json";
  private static final String STATE_DIRECTORY = ".modelops-bundle";

  /** The rules above the project, without those of its own ignore files; null for no rules. */
  static @Nullable Rules of(WalkOptions options, GitRepository repository) throws IOException {
    if (!options.ignoreRules()) {
      return null;
    }
    IgnoreRules own = IgnoreRules.defaults();
    if (!options.gitIgnore()) {
      return new Rules(own, null, "");
    }
    IgnoreRules git = IgnoreRules.of(IgnoreFile.parse("", new byte[0], Decision.GITIGNORED));
    for (GitRepository.Directory directory : repository.aboveProject()) {
      if (directory.hasIgnoreFile()) {
        Path file = directory.path().resolve(GIT_IGNORE_FILE);
        IgnoreFile parsed = parse(RegularFiles.open(file), file.toString(), Decision.GITIGNORED);
        git = git.with(parsed, directory.prefix());
      }
    }
    return new Rules(own, git, repository.projectPrefix());
  }

  /**
   * The rules in a directory.
   *
   * @param prefix the directory's path with a slash at the end, empty for the root
   * @param holds whether the directory has a file of a name
   * @throws IOException if an ignore file cannot be read: without it, what it holds back would be
   *     let through
   */
  Rules in(Path root, String prefix, Predicate<String> holds) throws IOException {
    IgnoreRules inner = own;
    if (holds.test(IGNORE_FILE)) {
      inner = own.with(read(root, prefix + IGNORE_FILE, Decision.IGNORED), prefix);
    }
    IgnoreRules innerGit = git;
    if (git != null && holds.test(GIT_IGNORE_FILE)) {
      IgnoreFile file = read(root, prefix + GIT_IGNORE_FILE, Decision.GITIGNORED);
      innerGit = git.with(file, above + prefix);
    }
    return inner == own && innerGit == git ? this : new Rules(inner, innerGit, above);
  }

  /** The names of the ignore files that count. */
  List<String> fileNames() {
    List<String> names = new ArrayList<>(List.of(IGNORE_FILE));
    if (git != null) {
      names.add(GIT_IGNORE_FILE);
    }
    return names;
  }

  private static IgnoreFile read(Path root, String file, Decision positive) throws IOException {
    return parse(RegularFiles.open(root, root.relativize(root.resolve(file))), file, positive);
  }

  private static IgnoreFile parse(InputStream opened, String name, Decision positive)
      throws IOException {
    try (InputStream in = opened) {
      return IgnoreFile.parse(name, in.readNBytes(IgnoreFile.MAX_BYTES + 1), positive);
    }
  }

  /** The decision for a file or directory in this directory. */
  Decision decide(String path, boolean directory) {
    Decision decision = own.decide(path, directory);
    if (git == null || decision != Decision.NOTHING) {
      return decision;
    }
    return git.decide(above + path, directory) == Decision.GITIGNORED
        ? Decision.GITIGNORED
        : Decision.NOTHING;
  }

  /** The line of an ignore file that decides; null if none does. */
  @Nullable SourceRange rule(String path, boolean directory) {
    return git == null || own.decide(path, directory) != Decision.NOTHING
        ? own.rule(path, directory)
        : git.rule(above + path, directory);
  }

  /**
   * Why a directory is not the project's own; null if it is.
   *
   * @param holds whether it has an entry of a name
   */
  static @Nullable Cause foreign(Predicate<String> holds, WalkOptions options) {
    if (holds.test(ENVIRONMENT_FILE) || holds.test(CONDA_DIRECTORY)) {
      return Cause.ENVIRONMENT;
    }
    if (holds.test(LAYOUT_FILE) && holds.test(LAYOUT_INDEX)) {
      return Cause.LAYOUT;
    }
    return !options.nestedProjects() && holds.test(STATE_DIRECTORY) ? Cause.BUNDLE : null;
  }
}
