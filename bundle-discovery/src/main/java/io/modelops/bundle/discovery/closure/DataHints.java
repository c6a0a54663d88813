package io.modelops.bundle.discovery.closure;

import io.modelops.bundle.discovery.python.Literals.PathLiteral;
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
import org.jspecify.annotations.Nullable;

/**
 * Files of the project that string literals name, either as seen from the project's directory or
 * from the source's own.
 */
public final class DataHints {
  private final Set<String> existing;
  private final Map<String, List<DataHint>> bySource = new HashMap<>();

  /**
   * @param existing all files of the project
   */
  public DataHints(Collection<String> existing) {
    this.existing = new HashSet<>(existing);
  }

  /** Notes those literals of a source that name a file. */
  public void add(String source, List<PathLiteral> literals) {
    List<DataHint> hints = new ArrayList<>();
    for (PathLiteral literal : literals) {
      String path = find(source, literal.path());
      if (path != null) {
        int line = literal.line();
        hints.add(DataHint.of(path, new SourceRange(source, line, literal.column(), line)));
      }
    }
    if (!hints.isEmpty()) {
      bySource.put(source, hints);
    }
  }

  private @Nullable String find(String source, String literal) {
    String directory = source.substring(0, source.lastIndexOf('/') + 1);
    String beside = plain(directory + literal);
    return existing.contains(beside)
        ? beside
        : existing.contains(plain(literal)) ? plain(literal) : null;
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

  /** What the files of a model mention beside themselves. */
  List<DataHint> of(List<String> files) {
    Set<String> own = new HashSet<>(files);
    return files.stream()
        .flatMap(file -> bySource.getOrDefault(file, List.of()).stream())
        .filter(hint -> !own.contains(hint.path()))
        .toList();
  }
}
