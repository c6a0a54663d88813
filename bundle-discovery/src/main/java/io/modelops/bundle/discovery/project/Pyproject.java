package io.modelops.bundle.discovery.project;

import io.modelops.bundle.ConfigurationException;
import io.modelops.bundle.spi.SourceParser.Sources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/**
 * A pyproject.toml. What belongs to other tools is read with tolerance, since its mistakes are for
 * those tools to tell; what is ours is not.
 */
final class Pyproject {
  private static final int LIMIT = 4 << 20;

  private final String file;
  private final TomlTable table;

  private Pyproject(String file, TomlTable table) {
    this.file = file;
    this.table = table;
  }

  static Pyproject read(Sources sources, String file) throws IOException {
    byte[] bytes = sources.read(file, LIMIT + 1);
    if (bytes.length > LIMIT) {
      throw wrong("pyproject-size", file, 0, 0, "longer than " + LIMIT + " bytes");
    }
    return parse(file, decode(file, bytes));
  }

  private static String decode(String file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw wrong("pyproject-encoding", file, 0, 0, "not in UTF-8");
    }
  }

  private static Pyproject parse(String file, String text) {
    TomlParseResult result;
    try {
      result = Toml.parse(text, TomlVersion.V1_0_0);
    } catch (StackOverflowError e) { // tomlj descends into nested values by recursion
      throw wrong("pyproject-syntax", file, 0, 0, "nested too deeply");
    }
    for (TomlParseError error : result.errors()) {
      TomlPosition at = error.position();
      String message = String.valueOf(error.getMessage());
      throw wrong("pyproject-syntax", file, at.line(), at.column(), message);
    }
    return new Pyproject(file, result);
  }

  private static ConfigurationException wrong(
      String code, String file, int line, int column, String message) {
    return new ConfigurationException(code, file, line, column, message, "correct " + file);
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

  /** Our own {@code source-roots}; empty if not given. */
  List<SourceRoot> ownSourceRoots() {
    String[] keys = {"tool", "modelops-bundle", "source-roots"};
    Object value = value(keys);
    List<Object> given = list(value);
    if (value != null && !(value instanceof TomlArray)) {
      throw wrongRoots("must be a list of directories");
    }
    List<SourceRoot> roots = new ArrayList<>();
    for (Object each : given) {
      String directory = each instanceof String text ? SourceRoot.plain(text) : null;
      if (directory == null) {
        throw wrongRoots("must be directories inside the project");
      }
      roots.add(SourceRoot.at(directory));
    }
    return roots;
  }

  private ConfigurationException wrongRoots(String message) {
    TomlPosition at = table.inputPositionOf(List.of("tool", "modelops-bundle", "source-roots"));
    return wrong(
        "pyproject-value",
        file,
        at == null ? 0 : at.line(),
        at == null ? 0 : at.column(),
        "source-roots " + message);
  }
}
