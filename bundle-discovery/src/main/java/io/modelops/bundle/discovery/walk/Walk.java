package io.modelops.bundle.discovery.walk;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** One walk over a directory, without recursion. */
public final class Walk {
  private final Path root;
  private final Collection<String> pruned;
  private final Operation operation;
  private final List<String> files = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private final Deque<Directory> pending = new ArrayDeque<>();

  /** A directory that waits; {@code prefix} is its path with a slash, empty for the root. */
  private record Directory(Path path, String prefix) {}

  /**
   * @param pruned names of directories that are not entered; a leading {@code *} stands for
   *     anything
   */
  public Walk(Path root, Collection<String> pruned, Operation operation) {
    this.root = root;
    this.pruned = pruned;
    this.operation = operation;
  }

  /** Runs once. */
  public SourceTree.Listing run() throws IOException {
    Directory top = new Directory(root, "");
    visit(top, children(root));
    for (Directory next = pending.poll(); next != null; next = pending.poll()) {
      operation.check();
      enter(next);
    }
    files.sort(BundlePath.ORDER);
    return new SourceTree.Listing(files, List.of(), issues);
  }

  private void enter(Directory directory) {
    try {
      List<Path> children = children(directory.path());
      if (!isVirtualEnvironment(children)) {
        visit(directory, children);
      }
    } catch (IOException e) {
      String path = directory.prefix().substring(0, directory.prefix().length() - 1);
      report(
          Severity.ERROR, "unreadable", path, "the directory cannot be read: " + Failure.text(e));
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

  private void visit(Directory directory, List<Path> children) {
    for (Path child : children) {
      String name = String.valueOf(child.getFileName());
      String path = directory.prefix() + name;
      if (isNamed(child, name)) {
        visit(child, name, path);
      } else {
        report(
            Severity.WARNING,
            "unreadable-name",
            path,
            "left out, as this system's encoding cannot express the name; rename it to UTF-8, or"
                + " run with a UTF-8 locale");
      }
    }
  }

  private void visit(Path child, String name, String path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory() && !isPruned(name)) {
        pending.add(new Directory(child, path + "/"));
      } else if (attributes.isRegularFile()) {
        files.add(path);
      } else if (attributes.isSymbolicLink() && isSource(name) && !Files.isDirectory(child)) {
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

  private static boolean isSource(String name) {
    return name.endsWith(".py") && !name.startsWith(".");
  }

  private boolean isPruned(String name) {
    return name.startsWith(".") || pruned.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    return pattern.startsWith("*") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
  }

  private void report(Severity severity, String code, String path, String message) {
    issues.add(new Issue(severity, code, path, 0, 0, message));
  }
}
