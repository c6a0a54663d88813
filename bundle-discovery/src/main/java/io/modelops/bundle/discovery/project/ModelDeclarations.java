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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Classes and functions that the settings of a project name: as entry points, in pyproject.toml,
 * setup.cfg or setup.py, and under the key {@code class} of the tables of tools. Read with
 * tolerance, as {@link Pyproject} is.
 */
public final class ModelDeclarations {
  private static final String TOOL = "tool.";
  private static final int MAX_FILES = 1_000;
  private static final Set<String> FILES =
      Set.of(Distribution.PYPROJECT, SetupConfig.FILE, SetupScript.FILE);

  private final String file;
  private final Pyproject pyproject;
  private final List<ModelDeclaration> found = new ArrayList<>();

  private ModelDeclarations(String file, @Nullable TomlTable table) {
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
      byte[] document = sources.read(file, TomlFile.MAX_BYTES + 1);
      if (name(file).equals(SetupConfig.FILE)) {
        all.addAll(ofSetup(file, new SetupConfig(document).entryPoints(), groups));
      } else if (name(file).equals(SetupScript.FILE)) {
        all.addAll(ofSetup(file, SetupScript.entryPoints(document), groups));
      } else {
        all.addAll(ofPyproject(file, document, groups));
      }
    }
    return all;
  }

  private static List<ModelDeclaration> ofPyproject(
      String file, byte[] document, Collection<String> groups) {
    try {
      TomlTable table = TomlFile.parse(file, document).table();
      ModelDeclarations declarations = new ModelDeclarations(file, table);
      groups.forEach(declarations::add);
      return declarations.found;
    } catch (ConfigurationException e) {
      return List.of(); // that of the project itself was read before; others with tolerance
    }
  }

  private static List<ModelDeclaration> ofSetup(
      String file, List<EntryPoint> entryPoints, Collection<String> groups) {
    ModelDeclarations declarations = new ModelDeclarations(file, null);
    for (EntryPoint each : entryPoints) {
      for (String group : groups) {
        if (plain(group).equals(plain(each.group()))) {
          declarations.add(group, each.target(), each.line(), 1);
        }
      }
    }
    return declarations.found;
  }

  /** As setup.cfg has names. */
  private static String plain(String group) {
    return group.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static boolean mayDeclare(String file) {
    return FILES.contains(name(file));
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

  private void add(String group, String target, @Nullable TomlPosition at) {
    add(group, target, at == null ? 1 : at.line(), at == null ? 1 : at.column());
  }

  /**
   * @param target {@code module:Name}, with extras in brackets behind it
   */
  private void add(String group, String target, int line, int column) {
    String plain = target.split("\\[", 2)[0].strip();
    if (ClassNames.isClassName(plain)) {
      String[] parts = plain.split(":", 2);
      SourceRange place = new SourceRange(file, line, column, line);
      found.add(new ModelDeclaration(group, parts[0], parts[1], place));
    }
  }
}
