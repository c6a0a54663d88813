package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.ClassNames;
import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Classes and functions that the pyproject.toml files of a project name: as entry points, and under
 * the key {@code class} of the tables of tools. Read with tolerance, as {@link Pyproject} is.
 */
public final class ModelDeclarations {
  private static final String TOOL = "tool.";
  private static final int MAX_FILES = 1_000;

  private final String file;
  private final Pyproject pyproject;
  private final List<ModelDeclaration> found = new ArrayList<>();

  private ModelDeclarations(String file, TomlTable table) {
    this.file = file;
    this.pyproject = new Pyproject(table);
  }

  /** Those of some groups, file by file. */
  public static List<ModelDeclaration> of(Sources sources, Collection<String> groups)
      throws IOException {
    List<String> files =
        groups.isEmpty()
            ? List.of()
            : sources.files().stream()
                .filter(ModelDeclarations::mayDeclare)
                .limit(MAX_FILES)
                .toList();
    List<ModelDeclaration> all = new ArrayList<>();
    for (String file : files) {
      try {
        TomlTable table = TomlFile.parse(file, sources.read(file, TomlFile.MAX_BYTES + 1)).table();
        ModelDeclarations declarations = new ModelDeclarations(file, table);
        groups.forEach(declarations::add);
        all.addAll(declarations.found);
      } catch (ConfigurationException e) {
        // that of the project itself was read before; others are read with tolerance
      }
    }
    return all;
  }

  private static boolean mayDeclare(String file) {
    return file.equals("pyproject.toml") || file.endsWith("/pyproject.toml");
  }

  private void add(String group) {
    if (group.startsWith(TOOL)) {
      addTables(group);
    } else {
      addEntries(group, "project", "entry-points", group);
      addEntries(group, "tool", "poetry", "plugins", group);
    }
  }

  private void addEntries(String group, String... keys) {
    if (pyproject.value(keys) instanceof TomlTable entries) {
      for (String name : entries.keySet()) {
        if (entries.get(List.of(name)) instanceof String target) {
          add(group, target, entries.inputPositionOf(List.of(name)));
        }
      }
    }
  }

  private void addTables(String group) {
    Object value = pyproject.value(group.split("\\."));
    Stream<Object> tables =
        value instanceof TomlArray array ? array.toList().stream() : Stream.ofNullable(value);
    tables
        .filter(TomlTable.class::isInstance)
        .map(TomlTable.class::cast)
        .filter(table -> table.get(List.of("class")) instanceof String)
        .forEach(
            table ->
                add(
                    group,
                    String.valueOf(table.get(List.of("class"))),
                    table.inputPositionOf(List.of("class"))));
  }

  /**
   * @param target {@code module:Name}, with extras in brackets behind it
   */
  private void add(String group, String target, @Nullable TomlPosition at) {
    String plain = target.split("\\[", 2)[0].strip();
    if (ClassNames.isClassName(plain)) {
      String[] parts = plain.split(":", 2);
      int line = at == null ? 1 : at.line();
      int column = at == null ? 1 : at.column();
      SourceRange place = new SourceRange(file, line, column, line);
      found.add(new ModelDeclaration(group, parts[0], parts[1], place));
    }
  }
}
