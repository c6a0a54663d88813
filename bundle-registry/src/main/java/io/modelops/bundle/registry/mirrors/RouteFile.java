package io.modelops.bundle.registry.mirrors;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.Mirror;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A file in TOML, and how its faults are told. */
record RouteFile(Path file, TomlTable table) {
  private static final int MAX_BYTES = 1 << 19;

  static RouteFile read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw wrong(file, null, "it cannot be read");
    }
    if (bytes.length > MAX_BYTES) {
      throw wrong(file, null, "it is longer than " + MAX_BYTES + " bytes");
    }
    TomlParseResult parsed = Toml.parse(new String(bytes, StandardCharsets.UTF_8));
    for (TomlParseError error : parsed.errors()) {
      throw wrong(file, error.position(), String.valueOf(error.getMessage()));
    }
    return new RouteFile(file, parsed);
  }

  private static ConfigurationException wrong(
      Path file, @Nullable TomlPosition place, String fault) {
    return new ConfigurationException(
        ErrorCode.ROUTE_FILE,
        file.toString(),
        place == null ? 0 : place.line(),
        place == null ? 0 : place.column(),
        file + (place == null ? "" : ":" + place.line()) + ": " + fault,
        "correct it, or take the entry out");
  }

  ConfigurationException wrong(TomlTable in, String key, String fault) {
    return wrong(file, in.inputPositionOf(List.of(key)), key + ": " + fault);
  }

  /** Null if it is not there. */
  @Nullable String text(TomlTable in, String key) {
    Object value = in.get(List.of(key));
    if (value != null && !(value instanceof String)) {
      throw wrong(in, key, "it is no string");
    }
    return (String) value;
  }

  /** False if it is not there. */
  boolean truth(TomlTable in, String key) {
    Object value = in.get(List.of(key));
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(in, key, "it is neither true nor false");
    }
    return value != null && (Boolean) value;
  }

  /** A table; null if it is not there. */
  @Nullable TomlTable table(TomlTable in, String key) {
    Object value = in.get(List.of(key));
    if (value != null && !(value instanceof TomlTable)) {
      throw wrong(in, key, "it is no table");
    }
    return (TomlTable) value;
  }

  /** The strings of an array, or a single one; null if it is not there. */
  @Nullable List<String> texts(TomlTable in, String key) {
    Object value = in.get(List.of(key));
    if (value == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Object each : value instanceof TomlArray all ? all.toList() : List.of(value)) {
      if (!(each instanceof String text)) {
        throw wrong(in, key, "it is no list of strings");
      }
      texts.add(text);
    }
    return texts;
  }

  /** The tables of an array of tables; none if it is not there. */
  List<TomlTable> tables(TomlTable in, String key) {
    Object value = in.get(List.of(key));
    if (value == null) {
      return List.of();
    }
    List<TomlTable> tables = new ArrayList<>();
    for (Object each : value instanceof TomlArray all ? all.toList() : List.of(value)) {
      if (!(each instanceof TomlTable one)) {
        throw wrong(in, key, "it is no list of tables");
      }
      tables.add(one);
    }
    return tables;
  }

  /** A server, which may not be one. */
  Mirror mirror(TomlTable in, String key, Supplier<Mirror> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw wrong(in, key, "it is no address of a server");
    }
  }
}
