package io.modelops.bundle.discovery.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * What a pyproject.toml says to other tools, read with tolerance, since its mistakes are for those
 * tools to tell.
 */
record Pyproject(@Nullable TomlTable table) {
  /** One that says nothing. */
  static final Pyproject NONE = new Pyproject(null);

  /** Whether it is that of a project, not only of tools that run in its directory. */
  boolean isProject() {
    return value("project") != null
        || value("build-system") != null
        || value("tool", "poetry") != null;
  }

  /** The value under nested keys; null where there is none. */
  @Nullable Object value(String... keys) {
    Object value = table;
    for (String key : keys) {
      if (!(value instanceof TomlTable inner)) {
        return null;
      }
      value = inner.get(List.of(key));
    }
    return value;
  }

  /** The string under nested keys; empty where there is none. */
  String string(String... keys) {
    return value(keys) instanceof String text ? text : "";
  }

  /** The strings under nested keys, also of a single string; others are left out. */
  List<String> strings(String... keys) {
    Object value = value(keys);
    if (value instanceof String single) {
      return List.of(single);
    }
    return list(value).stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** The entries of a table whose values are strings. */
  List<Map.Entry<String, String>> entries(String... keys) {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    if (value(keys) instanceof TomlTable inner) {
      for (Map.Entry<String, Object> entry : inner.entrySet()) {
        if (entry.getValue() instanceof String text) {
          entries.add(Map.entry(entry.getKey(), text));
        }
      }
    }
    return entries;
  }

  /** The tables of a list of tables. */
  List<TomlTable> tables(String... keys) {
    return list(value(keys)).stream()
        .filter(TomlTable.class::isInstance)
        .map(TomlTable.class::cast)
        .toList();
  }

  private static List<Object> list(@Nullable Object value) {
    return value instanceof TomlArray array ? array.toList() : List.of();
  }
}
