package io.modelops.bundle.cli;

import io.modelops.bundle.value.Glob;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * File names and patterns as typed in some directory of the project, for a library that counts from
 * the project's own. A name that exists is that file, whatever characters it has: the shell may
 * have expanded a pattern to it.
 */
final class PathArguments {
  private final Path root;
  private final Path directory;

  PathArguments(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  List<String> fromProject(List<String> typed) {
    return typed.stream().map(this::fromProject).toList();
  }

  private String fromProject(String typed) {
    if (typed.isEmpty()) {
      throw CommandException.usage(
          "an empty argument names no file", "write . for the whole directory");
    }
    String text =
        root.getFileSystem().getSeparator().equals("\\") ? typed.replace('\\', '/') : typed;
    boolean pattern = Glob.isPattern(text);
    if (pattern && !exists(text)) {
      return pattern(text);
    }
    String path = literal(Invocation.path(directory, text));
    return pattern ? escaped(path) : path;
  }

  private boolean exists(String text) {
    try {
      return Files.exists(directory.resolve(text), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false; // on Windows, where no name has an asterisk
    }
  }

  private String literal(Path path) {
    Path clean = path.normalize();
    if (!clean.startsWith(root)) {
      throw outside(path.toString());
    }
    String relative = components(root.relativize(clean));
    return relative.isEmpty() ? "." : relative;
  }

  private String pattern(String text) {
    String prefix = escaped(components(root.relativize(directory)));
    Deque<String> clean = new ArrayDeque<>();
    for (String component : (text.startsWith("/") ? text : prefix + "/" + text).split("/", -1)) {
      if (component.equals("..")) {
        if (clean.pollLast() == null) {
          throw outside(text);
        }
      } else if (!component.isEmpty() && !component.equals(".")) {
        clean.addLast(component);
      }
    }
    return (text.startsWith("/") ? "/" : "") + String.join("/", clean);
  }

  private CommandException outside(String typed) {
    return new CommandException(
        Status.USAGE,
        "outside-project",
        "outside the project " + root + ": " + typed,
        "a bundle holds files of the project only; copy it into the project",
        Map.of("paths", List.of(typed)));
  }

  private static String components(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  private static String escaped(String path) {
    return path.replaceAll("[*?\\[\\\\]", "\\\\$0");
  }
}
