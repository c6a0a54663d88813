package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a directory, level by level. The directories of a level are listed in parallel, and
 * so are the files of a large directory.
 */
public final class Walk {
  private static final int BATCH = 256;

  private final Path root;
  private final WalkOptions options;
  private final Pruning pruning;
  private final Operation operation;
  private final Map<String, FileStat> basis = new ConcurrentHashMap<>();

  /**
   * A directory to enter.
   *
   * @param prefix its path with a slash, empty for the root
   * @param rules the rules of the directory above; null if the walk has no rules
   * @param included whether a rule includes the directory explicitly
   * @param stat read before the directory is listed
   */
  private record Directory(
      Path path, String prefix, @Nullable Rules rules, boolean included, FileStat stat) {
    /** Its path, empty for the root. */
    String name() {
      return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }
  }

  private record Child(Path path, String name) {}

  /** Some children of a directory and the rules that apply to them. */
  private record Batch(String prefix, @Nullable Rules rules, List<Child> children) {}

  private record File(String path, FileStat stat) {}

  /** The results, in the order of the directories. */
  private record Found(
      List<File> files, List<Omission> omissions, List<Directory> directories, List<Issue> issues) {
    Found() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Found other) {
      files.addAll(other.files);
      omissions.addAll(other.omissions);
      issues.addAll(other.issues);
    }
  }

  public Walk(Path root, WalkOptions options, Operation operation) {
    this.root = root;
    this.options = options;
    this.pruning = new Pruning(options);
    this.operation = operation;
  }

  /**
   * Runs once.
   *
   * @throws IOException if the root cannot be listed or an ignore file cannot be read. A walk
   *     without that file would list files that it ignores.
   */
  public SourceTree.Listing run() throws IOException {
    Rules rules = rulesAbove();
    operation.started(Phase.LIST, 0, 0);
    Found all = new Found();
    FileStat stat = FileStats.of(root.toRealPath());
    List<Directory> level = List.of(new Directory(root, "", rules, true, stat));
    while (!level.isEmpty()) {
      level = visit(level, all);
    }
    operation.check();
    all.files().sort((a, b) -> BundlePath.ORDER.compare(a.path(), b.path()));
    operation.check();
    all.omissions().sort((a, b) -> BundlePath.ORDER.compare(a.path(), b.path()));
    operation.completed(Phase.LIST);
    return new SourceTree.Listing(
        all.files().stream().map(File::path).toList(),
        all.files().stream().map(File::stat).toList(),
        all.omissions(),
        all.issues(),
        basis);
  }

  private @Nullable Rules rulesAbove() throws IOException {
    if (!options.ignoreRules() || !options.gitIgnore()) {
      return Rules.of(options, new GitRepository(List.of(), ""));
    }
    GitRepository repository = GitRepository.of(root);
    for (GitRepository.Directory directory : repository.aboveProject()) {
      directory.addTo(basis);
    }
    return Rules.of(options, repository);
  }

  /** Adds the files of a level to the results and returns the next level. */
  private List<Directory> visit(List<Directory> level, Found all) throws IOException {
    List<Directory> next = new ArrayList<>();
    for (List<Found> parts : operation.map(level, this::list)) {
      for (Found found : parts) {
        all.add(found);
        next.addAll(found.directories());
      }
    }
    return next;
  }

  private List<Found> list(Directory directory) throws IOException {
    List<Found> found = enter(directory);
    operation.finished(Phase.LIST, directory.name(), Outcome.DONE);
    return found;
  }

  private List<Found> enter(Directory directory) throws IOException {
    basis.put(directory.name(), directory.stat());
    List<Child> children;
    try {
      children = children(directory.path());
    } catch (IOException e) {
      if (directory.prefix().isEmpty()) {
        throw e;
      }
      Found nothing = new Found();
      nothing.issues().add(unreadable(directory.name(), "the directory cannot be read: ", e));
      return List.of(nothing);
    }
    Predicate<String> holds = name -> has(children, name);
    Rules outer = directory.rules();
    if (outer != null && !directory.included()) {
      Cause foreign = Rules.foreign(holds, options);
      if (foreign != null) {
        Found nothing = new Found();
        nothing.omissions().add(new Omission(directory.name(), true, foreign));
        return List.of(nothing);
      }
    }
    Rules rules = outer == null ? null : rules(directory, outer, holds);
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < children.size(); from += BATCH) {
      int to = Math.min(children.size(), from + BATCH);
      batches.add(new Batch(directory.prefix(), rules, children.subList(from, to)));
    }
    return operation.map(batches, this::examine);
  }

  /** The children, sorted: the final sort is fast on sorted parts. */
  private static List<Child> children(Path directory) throws IOException {
    List<Child> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(path -> children.add(new Child(path, String.valueOf(path.getFileName()))));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort((a, b) -> BundlePath.ORDER.compare(a.name(), b.name()));
    return children;
  }

  private static boolean has(List<Child> children, String name) {
    return children.stream().anyMatch(child -> child.name().equals(name));
  }

  private Rules rules(Directory directory, Rules outer, Predicate<String> holds)
      throws IOException {
    for (String name : outer.fileNames()) {
      if (holds.test(name)) {
        basis.put(directory.prefix() + name, FileStats.of(directory.path().resolve(name)));
      }
    }
    return outer.in(root, directory.prefix(), holds);
  }

  private Found examine(Batch batch) {
    Found found = new Found();
    for (Child child : batch.children()) {
      String path = batch.prefix() + child.name();
      if (!isNamed(child)) {
        String message =
            "left out, as this system's encoding cannot express the name; rename it to UTF-8, or"
                + " run with a UTF-8 locale";
        found
            .issues()
            .add(issue(Severity.WARNING, "unreadable-name", path, message).withIncomplete());
      } else if (options.hidden() || !child.name().startsWith(".")) {
        examine(child, path, batch.rules(), found);
      }
    }
    return found;
  }

  private void examine(Child child, String path, @Nullable Rules rules, Found found) {
    try {
      FileStat stat = FileStats.of(child.path());
      boolean directory = stat.kind() == FileStat.Kind.DIRECTORY;
      if (directory && pruning.prunes(child.name(), child.path())) {
        if (pruning.mayBePackage(child.name(), child.path())) {
          basis.put(path, stat);
        }
        return;
      }
      Decision decision = rules == null ? Decision.NOTHING : rules.decide(path, directory);
      if (decision.cause() != null) {
        found.omissions().add(new Omission(path, directory, decision.cause()));
      } else if (directory) {
        boolean included = decision == Decision.INCLUDED;
        found.directories().add(new Directory(child.path(), path + "/", rules, included, stat));
      } else if (stat.isFile()) {
        found.files().add(new File(path, stat));
      } else {
        omit(child, path, stat, found);
      }
    } catch (IOException e) {
      found.issues().add(unreadable(path, "cannot be read: ", e));
    }
  }

  private static void omit(Child child, String path, FileStat stat, Found found) {
    boolean link = stat.kind() == FileStat.Kind.LINK;
    found.omissions().add(new Omission(path, false, link ? Cause.LINK : Cause.SPECIAL));
    if (link && isSource(child)) {
      String message = "symbolic links are not followed; left out";
      found.issues().add(issue(Severity.WARNING, "symlink", path, message));
    }
  }

  /**
   * Whether the name as text resolves to the same file, which a name of broken encoding does not.
   */
  private static boolean isNamed(Child child) {
    try {
      return isAscii(child.name())
          || child.path().resolveSibling(child.name()).equals(child.path());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSource(Child file) {
    return file.name().endsWith(".py")
        && !file.name().startsWith(".")
        && !Files.isDirectory(file.path());
  }

  private static Issue unreadable(String path, String message, IOException e) {
    return issue(Severity.ERROR, "unreadable", path, message + FileFailure.reason(e))
        .withIncomplete();
  }

  private static Issue issue(Severity severity, String code, String path, String message) {
    return Issue.of(severity, code, path, 0, 0, message);
  }
}
