package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Directories;
import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.SourceRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * The distributions that a project, or one within it, says it needs: in pyproject.toml, setup.cfg
 * and setup.py, or else in files of requirements.
 */
public final class Declarations {
  private static final Pattern REQUIREMENTS = Pattern.compile("requirements([-_.][\\w.-]*)?\\.txt");
  private static final String MAIN = "requirements.txt";
  private static final int MAX_BYTES = 1 << 20;

  private final Sources sources;
  private final String part;
  private final Map<String, Dependency> byName = new HashMap<>();
  private final Map<String, String> locked = new HashMap<>();

  private Declarations(Sources sources, String part) {
    this.sources = sources;
    this.part = part;
  }

  /**
   * Reads them. What cannot be read says nothing; it is told elsewhere.
   *
   * @param files all of the project
   * @param part as in {@link SourceRoot#part}
   */
  public static Declarations of(Sources sources, Set<String> files, String part) {
    Declarations declarations = new Declarations(sources, part);
    declarations.read(files);
    return declarations;
  }

  /** By normalized name. */
  public Map<String, Dependency> byName() {
    return byName;
  }

  /** The versions in the lock file, by normalized name. */
  public Map<String, String> locked() {
    return locked;
  }

  private void read(Set<String> files) {
    Pyproject pyproject = Pyproject.NONE;
    if (files.contains(part + Distribution.PYPROJECT)) {
      try {
        byte[] document = content(Distribution.PYPROJECT, TomlFile.MAX_BYTES + 1);
        pyproject = new Pyproject(TomlFile.parse(Distribution.PYPROJECT, document).table());
      } catch (ConfigurationException e) {
        pyproject = Pyproject.NONE;
      }
    }
    readPyproject(pyproject);
    Distribution distribution = new Distribution(sources, files, part, pyproject);
    readSetup(distribution.config(), distribution.script());
    if (byName.values().stream().allMatch(Dependency::extra)) {
      for (String file : sources.files()) {
        String name = file.startsWith(part) ? file.substring(part.length()) : "/";
        if (REQUIREMENTS.matcher(name).matches()) {
          readRequirements(name, !name.equals(MAIN));
        }
      }
    }
    for (String lock : LockFile.NAMES) {
      if (locked.isEmpty() && files.contains(part + lock)) {
        locked.putAll(LockFile.versions(content(lock, LockFile.MAX_BYTES)));
      }
    }
  }

  private byte[] content(String name, int limit) {
    try {
      return sources.read(part + name, limit);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private SourceRange at(String name, int line, int column) {
    return new SourceRange(part + name, Math.max(1, line), Math.max(1, column), Math.max(1, line));
  }

  private SourceRange at(@Nullable TomlPosition place) {
    return at(
        Distribution.PYPROJECT,
        place == null ? 1 : place.line(),
        place == null ? 1 : place.column());
  }

  private void add(@Nullable Dependency found) {
    if (found != null) {
      byName.merge(found.name(), found, (a, b) -> a.extra() && !b.extra() ? b : a);
    }
  }

  private void readPyproject(Pyproject pyproject) {
    list(pyproject.value("project", "dependencies"), false);
    lists(pyproject.value("project", "optional-dependencies"));
    lists(pyproject.value("dependency-groups"));
    readFiles(pyproject.value("tool", "setuptools", "dynamic", "dependencies"), false);
    if (pyproject.value("tool", "setuptools", "dynamic", "optional-dependencies")
        instanceof TomlTable extras) {
      extras.toMap().values().forEach(each -> readFiles(each, true));
    }
    list(pyproject.value("tool", "uv", "dev-dependencies"), true);
    lists(pyproject.value("tool", "pdm", "dev-dependencies"));
    poetry(pyproject.value("tool", "poetry", "dependencies"), false);
    poetry(pyproject.value("tool", "poetry", "dev-dependencies"), true);
    if (pyproject.value("tool", "poetry", "group") instanceof TomlTable groups) {
      for (Object group : groups.toMap().values()) {
        poetry(
            new Pyproject(group instanceof TomlTable it ? it : null).value("dependencies"), true);
      }
    }
  }

  /** Those that a table of setuptools names. */
  private void readFiles(@Nullable Object table, boolean extra) {
    for (String file : new Pyproject(table instanceof TomlTable it ? it : null).strings("file")) {
      String plain = Directories.plain(file);
      if (plain != null) {
        readRequirements(plain, extra);
      }
    }
  }

  private void lists(@Nullable Object table) {
    if (table instanceof TomlTable groups) {
      groups.toMap().values().forEach(list -> list(list, true));
    }
  }

  private void list(@Nullable Object value, boolean extra) {
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof String text) {
          add(Dependency.parse(text, extra, at(array.inputPositionOf(i))));
        }
      }
    }
  }

  /** Of a table of names, in which {@code python} is none of a distribution. */
  private void poetry(@Nullable Object value, boolean extra) {
    if (value instanceof TomlTable table) {
      for (Map.Entry<String, Object> entry : table.entrySet()) {
        Pyproject inner =
            new Pyproject(entry.getValue() instanceof TomlTable settings ? settings : null);
        String version = entry.getValue() instanceof String text ? text : inner.string("version");
        boolean optional = extra || Boolean.TRUE.equals(inner.value("optional"));
        if (!entry.getKey().equals("python")) {
          SourceRange place = at(table.inputPositionOf(List.of(entry.getKey())));
          add(Dependency.of(entry.getKey(), version, optional, place));
        }
      }
    }
  }

  private void readSetup(@Nullable SetupConfig config, @Nullable SetupScript script) {
    if (config != null) {
      for (SetupConfig.Line line : config.lines()) {
        boolean extra = line.option().startsWith("options.extras_require.");
        if (extra || line.option().equals("options.install_requires")) {
          add(Dependency.parse(line.text(), extra, at(SetupConfig.FILE, line.number(), 1)));
        }
      }
    }
    if (script != null) {
      for (SetupScript.Needed needed : script.needed()) {
        SourceRange place = at(SetupScript.FILE, needed.line(), 1);
        add(Dependency.parse(needed.text(), needed.extra(), place));
      }
    }
  }

  private void readRequirements(String name, boolean extra) {
    String text = new String(content(name, MAX_BYTES), StandardCharsets.UTF_8);
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String plain = line.replaceFirst("(^|\\s)#.*", "").replaceFirst("\\s--?\\w.*|\\\\$", "");
      add(Dependency.parse(plain, extra, at(name, number, 1)));
    }
  }
}
