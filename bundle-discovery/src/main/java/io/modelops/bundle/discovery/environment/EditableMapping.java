package io.modelops.bundle.discovery.environment;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The literals of the finder that setuptools writes for an editable install.
 *
 * @param modules for each name a package's directory, or a module's file without its ending
 * @param namespaces for each name the directories of its portions
 */
record EditableMapping(Map<String, List<String>> modules, Map<String, List<String>> namespaces) {
  private static final int MAX_BYTES = 1 << 20;

  static EditableMapping read(Path finder) {
    EditableMapping mapping = new EditableMapping(new LinkedHashMap<>(), new LinkedHashMap<>());
    try {
      byte[] source = SmallFiles.read(finder, MAX_BYTES);
      for (Statement each : PythonParser.parse(source, () -> {}).body()) {
        if (each instanceof Assignment assignment) {
          if (assignment.targets().equals(List.of("MAPPING"))) {
            add(assignment.value(), mapping.modules());
          } else if (assignment.targets().equals(List.of("NAMESPACES"))) {
            add(assignment.value(), mapping.namespaces());
          }
        }
      }
    } catch (IOException e) {
      return mapping;
    }
    return mapping;
  }

  private static void add(@Nullable Expression value, Map<String, List<String>> into) {
    if (value instanceof Mapping dict) {
      for (Entry entry : dict.entries()) {
        String name = entry.key() == null ? null : entry.key().string();
        if (name != null) {
          Stream<Expression> places =
              entry.value() instanceof Sequence all
                  ? all.elements().stream()
                  : Stream.of(entry.value());
          into.putIfAbsent(name, places.map(Expression::string).filter(Objects::nonNull).toList());
        }
      }
    }
  }
}
