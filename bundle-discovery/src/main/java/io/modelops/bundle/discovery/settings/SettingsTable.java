package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Issue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A table of this program's settings. A value of the wrong type is an error.
 *
 * @param at its position
 */
record SettingsTable(TomlFile file, TomlTable table, TomlPosition at) {
  /** A value in a list and its position. */
  record Item(Object value, TomlPosition at) {}

  @Nullable String string(String key) {
    Object value = value(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(key, key + " must be a string");
  }

  boolean bool(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null || value instanceof Boolean) {
      return value == null ? otherwise : (Boolean) value;
    }
    throw wrong(key, key + " must be true or false");
  }

  /** Reads the strings of a list. The function throws IllegalArgumentException for a wrong one. */
  <T> List<T> list(String key, String what, Function<String, T> reader) {
    List<T> result = new ArrayList<>();
    for (Item item : items(key, what)) {
      if (!(item.value() instanceof String text)) {
        throw file.wrong(item.at(), key + " must be a list of " + what);
      }
      try {
        result.add(reader.apply(text));
      } catch (IllegalArgumentException e) {
        throw file.wrong(item.at(), key + ": " + e.getMessage());
      }
    }
    return result;
  }

  List<SettingsTable> tables(String key) {
    List<SettingsTable> tables = new ArrayList<>();
    for (Item item : items(key, "tables")) {
      if (!(item.value() instanceof TomlTable each)) {
        throw file.wrong(item.at(), key + " must be a list of tables");
      }
      tables.add(new SettingsTable(file, each, item.at()));
    }
    return tables;
  }

  /** The table of a key; null if there is none. */
  @Nullable SettingsTable table(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof TomlTable inner) {
      return new SettingsTable(file, inner, place(key));
    }
    throw wrong(key, key + " must be a table");
  }

  boolean has(String key) {
    return value(key) != null;
  }

  /** A warning for each key that is not known. */
  List<Issue> unknown(List<String> known) {
    List<Issue> issues = new ArrayList<>();
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        TomlPosition place = place(key);
        issues.add(
            Issue.of(
                Issue.Severity.WARNING,
                "unknown-key",
                file.name(),
                place.line(),
                place.column(),
                "unknown key " + BundlePath.quote(key) + meant(key, known)));
      }
    }
    return issues;
  }

  /** Words for what was meant instead of an unknown name. */
  static String meant(String key, List<String> known) {
    String closest = known.stream().min(Comparator.comparingInt(k -> distance(key, k))).orElse("");
    return distance(key, closest) <= Math.max(1, closest.length() / 3)
        ? "; did you mean " + closest + "?"
        : "; known are " + String.join(", ", known);
  }

  /** The Levenshtein distance. Only the first 100 characters of {@code a} count. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= Math.min(a.length(), 100); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }

  private List<Item> items(String key, String what) {
    Object value = value(key);
    List<Item> items = new ArrayList<>();
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        TomlPosition place = array.inputPositionOf(i);
        items.add(new Item(array.get(i), place == null ? place(key) : place));
      }
    } else if (value != null) {
      throw wrong(key, key + " must be a list of " + what);
    }
    return items;
  }

  private @Nullable Object value(String key) {
    return table.get(List.of(key));
  }

  TomlPosition place(String key) {
    TomlPosition place = table.inputPositionOf(List.of(key));
    return place == null ? at : place;
  }

  ConfigurationException wrong(String key, String message) {
    return file.wrong(place(key), message);
  }
}
