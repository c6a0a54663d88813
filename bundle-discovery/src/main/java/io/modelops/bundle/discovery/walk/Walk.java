package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk over a directory, without recursion. */
public final class Walk {
  /** The ignore file that may be in any directory. */
  private static final String IGNORE_FILE = ".modelopsignore";

  private static final Set<String> STATE = Set.of(".git", ".modelops-bundle");

  private final Path root;
  private final WalkOptions options;
  private final Operation operation;
  private final List<String> files = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private final Deque<Directory> pending = new ArrayDeque<>();

  /**
   * A directory that waits.
   *
   * @param prefix its path with a slash, empty for the root
   * @param rules those that hold outside of it; null if none are asked
   * @param included whether the rules name it as one to enter
   */
  private record Directory(
      Path path, String prefix, @Nullable IgnoreRules rules, boolean included) {}

  public Walk(Path root, WalkOptions options, Operation operation) {
    this.root = root;
    this.options = options;
    this.operation = operation;
  }

  /**
   * Runs once.
   *
   * @throws IOException if the root cannot be listed, or an ignore file not read: without it, what
   *     it holds back would be let through
   */
  public SourceTree.Listing run() throws IOException {
    IgnoreRules rules = options.ignoreRules() ? IgnoreRules.defaults() : null;
    Directory top = new Directory(root, "", rules, true);
    visit(top, children(root));
    for (Directory next = pending.poll(); next != null; next = pending.poll()) {
      operation.check();
      enter(next);
    }
    files.sort(BundlePath.ORDER);
    ignored.sort(BundlePath.ORDER);
    return new SourceTree.Listing(files, ignored, issues);
  }

  private void enter(Directory directory) throws IOException {
    List<Path> children;
    try {
      children = children(directory.path());
    } catch (IOException e) {
      String path = directory.prefix().substring(0, directory.prefix().length() - 1);
      report(
          Severity.ERROR, "unreadable", path, "the directory cannot be read: " + Failure.text(e));
      return;
    }
    boolean left =
        directory.rules() != null && !directory.included() && isVirtualEnvironment(children);
    if (!left) {
      visit(directory, children);
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return children;
  }

  private static boolean isVirtualEnvironment(List<Path> children) {
    return children.stream().anyMatch(child -> child.endsWith("pyvenv.cfg"));
  }

  private void visit(Directory directory, List<Path> children) throws IOException {
    IgnoreRules rules = rules(directory);
    for (Path child : children) {
      String name = String.valueOf(child.getFileName());
      String path = directory.prefix() + name;
      if (!isNamed(child, name)) {
        report(
            Severity.WARNING,
            "unreadable-name",
            path,
            "left out, as this system's encoding cannot express the name; rename it to UTF-8, or"
                + " run with a UTF-8 locale");
      } else if (options.hidden() || !name.startsWith(".")) {
        visit(child, name, path, rules);
      }
    }
  }

  private static @Nullable IgnoreRules rules(Directory directory) throws IOException {
    IgnoreRules outer = directory.rules();
    Path file = directory.path().resolve(IGNORE_FILE);
    if (outer == null || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return outer;
    }
    String prefix = directory.prefix();
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(prefix + IGNORE_FILE, null, "no regular file");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(IgnoreFile.LIMIT + 1);
      return outer.with(IgnoreFile.parse(prefix + IGNORE_FILE, content), prefix);
    }
  }

  private void visit(Path child, String name, String path, @Nullable IgnoreRules rules) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean directory = attributes.isDirectory();
      Decision decision = rules == null ? Decision.NOTHING : rules.decide(path, directory);
      boolean wanted = decision != Decision.IGNORED;
      if (directory && wanted && !isPruned(name)) {
        pending.add(new Directory(child, path + "/", rules, decision == Decision.INCLUDED));
      } else if (attributes.isRegularFile()) {
        (wanted ? files : ignored).add(path);
      } else if (attributes.isSymbolicLink() && wanted && isSource(child, name)) {
        report(Severity.WARNING, "symlink", path, "symbolic links are not followed; left out");
      }
    } catch (IOException e) {
      report(Severity.ERROR, "unreadable", path, "cannot be read: " + Failure.text(e));
    }
  }

  /** Whether the name as text leads back to the file. */
  private static boolean isNamed(Path child, String name) {
    try {
      return child.resolveSibling(name).equals(child);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isSource(Path file, String name) {
    return name.endsWith(".py") && !name.startsWith(".") && !Files.isDirectory(file);
  }

  private boolean isPruned(String name) {
    return STATE.contains(name.toLowerCase(Locale.ROOT))
        || options.prunedDirectories().stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    return pattern.startsWith("*") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
  }

  private void report(Severity severity, String code, String path, String message) {
    issues.add(new Issue(severity, code, path, 0, 0, message));
  }
}
