package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.project.SourceRoot;
import io.modelops.bundle.discovery.python.Literals.PathLiteral;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Model.DataHint;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files of the project that string literals, and paths joined of them, name. A relative path counts
 * from the directory of its source, else from that of the project, else from the source root.
 */
public final class DataHints {
  private final Set<String> existing;
  private final List<SourceRoot> roots;
  private final Map<String, Boolean> packages = new HashMap<>();
  private final Map<String, List<DataHint>> bySource = new TreeMap<>(BundlePath.ORDER);

  /**
   * @param existing all files of the project
   */
  public DataHints(Collection<String> existing, List<SourceRoot> roots) {
    this.existing = new HashSet<>(existing);
    this.roots = roots;
  }

  /** Notes those literals of a source that name a file. */
  public void add(String source, List<PathLiteral> literals) {
    List<DataHint> hints = new ArrayList<>();
    for (PathLiteral literal : literals) {
      String path = find(source, literal);
      if (path != null) {
        int line = literal.line();
        hints.add(DataHint.of(path, new SourceRange(source, line, literal.column(), line)));
      }
    }
    if (!hints.isEmpty()) {
      bySource.put(source, hints);
    }
  }

  /** The files that a source names. */
  public List<DataHint> of(String source) {
    return bySource.getOrDefault(source, List.of());
  }

  public void remove(String source) {
    bySource.remove(source);
  }

  private @Nullable String find(String source, PathLiteral literal) {
    int name = source.lastIndexOf('/') + 1;
    String stem = source.substring(name, Math.max(name, source.lastIndexOf('.')));
    String path = literal.path().replace(PathLiteral.STEM, stem);
    for (String directory : directories(source.substring(0, name), source, literal)) {
      String file = plain(directory + path);
      if (existing.contains(file)) {
        return file;
      }
    }
    return null;
  }

  /** Where the path may count from, with a slash at the end of each but the project's. */
  private List<String> directories(String own, String source, PathLiteral literal) {
    List<String> directories = new ArrayList<>();
    switch (literal.base()) {
      case SOURCE -> directories.add(own);
      case PACKAGE ->
          roots.stream()
              .map(root -> root.place(literal.pack()))
              .filter(place -> place != null && packages.computeIfAbsent(place, this::exists))
              .forEach(place -> addDirectory(place, directories));
      case ANYWHERE -> {
        directories.add(own);
        directories.add("");
        roots.stream()
            .filter(root -> root.holds(source))
            .forEach(root -> addDirectory(root.directory(), directories));
      }
    }
    return directories;
  }

  private boolean exists(String directory) {
    return existing.stream().anyMatch(file -> file.startsWith(directory + "/"));
  }

  private static void addDirectory(String directory, List<String> directories) {
    if (!directory.isEmpty()) {
      directories.add(directory + "/");
    }
  }

  /** Without {@code .} and {@code ..}; empty if it leads out of the project. */
  private static String plain(String path) {
    Deque<String> components = new ArrayDeque<>();
    for (String component : path.split("/", -1)) {
      if (component.equals("..")) {
        if (components.pollLast() == null) {
          return "";
        }
      } else if (!component.isEmpty() && !component.equals(".")) {
        components.add(component);
      }
    }
    return String.join("/", components);
  }

  /**
   * What the files of a model mention beside themselves.
   *
   * @param isOwn whether a file is one of these
   */
  List<DataHint> of(Predicate<String> isOwn) {
    List<DataHint> hints = new ArrayList<>();
    bySource.forEach(
        (source, mentioned) -> {
          if (isOwn.test(source)) {
            mentioned.stream().filter(hint -> !isOwn.test(hint.path())).forEach(hints::add);
          }
        });
    return List.copyOf(hints);
  }
}
