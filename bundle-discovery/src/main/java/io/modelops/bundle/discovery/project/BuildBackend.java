package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Directories;
import io.modelops.bundle.discovery.settings.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/** What the build back-ends' settings say of where packages lie. */
enum BuildBackend {
  SETUPTOOLS("setuptools", BuildBackend::setuptools),
  HATCH("hatchling", BuildBackend::hatch),
  POETRY("poetry", BuildBackend::poetry),
  // looks into the project and into src, as we do without settings
  FLIT("flit", pyproject -> List.of()),
  UV(
      "uv_build",
      pyproject -> directories(pyproject.strings("tool", "uv", "build-backend", "module-root"))),
  PDM("pdm", pyproject -> directories(pyproject.strings("tool", "pdm", "build", "package-dir"))),
  MATURIN(
      "maturin", pyproject -> directories(pyproject.strings("tool", "maturin", "python-source"))),
  SCIKIT_BUILD("scikit_build", BuildBackend::scikitBuild),
  // its layout is a program
  MESON("mesonpy", pyproject -> List.of());

  private static final String[][] WRITTEN = {
    {"tool", "setuptools_scm", "version_file"},
    {"tool", "setuptools_scm", "write_to"},
    {"tool", "versioningit", "write", "file"},
    {"tool", "hatch", "build", "hooks", "vcs", "version-file"},
    {"tool", "hatch", "build", "targets", "wheel", "hooks", "vcs", "version-file"}
  };

  private final String name;

  @SuppressWarnings("ImmutableEnumChecker") // they are functions without state
  private final Function<Pyproject, List<SourceRoot>> roots;

  BuildBackend(String name, Function<Pyproject, List<SourceRoot>> roots) {
    this.name = name;
    this.roots = roots;
  }

  /** Those whose settings count: the one that is in use; if that is none of these, all. */
  static List<BuildBackend> of(Pyproject pyproject) {
    String used = pyproject.string("build-system", "build-backend");
    List<BuildBackend> asked =
        Arrays.stream(values()).filter(backend -> used.startsWith(backend.name)).toList();
    return asked.isEmpty() ? List.of(values()) : asked;
  }

  /** The source roots that the settings give, in their order; empty if they give none. */
  List<SourceRoot> roots(Pyproject pyproject) {
    return roots.apply(pyproject);
  }

  /** Files that building writes, by the settings of any tool. */
  static List<String> written(Pyproject pyproject) {
    List<String> files = new ArrayList<>();
    for (String[] keys : WRITTEN) {
      files.addAll(pyproject.strings(keys));
    }
    return files;
  }

  /**
   * Modules that building makes.
   *
   * @param backends those that are in use
   */
  static List<String> modules(Pyproject pyproject, List<BuildBackend> backends) {
    List<String> modules = new ArrayList<>();
    pyproject
        .tables("tool", "setuptools", "ext-modules")
        .forEach(table -> modules.add(text(table, "name")));
    pyproject
        .tables("tool", "scikit-build", "generate")
        .forEach(table -> modules.add(module(text(table, "path"))));
    modules.add(module(pyproject.string("tool", "pdm", "version", "write_to")));
    String module = pyproject.string("tool", "maturin", "module-name");
    if (module.isEmpty() && backends.equals(List.of(MATURIN))) {
      module = pyproject.string("project", "name").replace('-', '_');
    }
    modules.add(module);
    modules.add(module + "." + module);
    return modules.stream().filter(Identifiers::areIdentifiers).toList();
  }

  /** The dotted name of a file, by where it is installed. */
  private static String module(String file) {
    return dotted(file.endsWith(".py") ? file.substring(0, file.length() - 3) : file);
  }

  private static List<SourceRoot> scikitBuild(Pyproject pyproject) {
    String[] packages = {"tool", "scikit-build", "wheel", "packages"};
    List<SourceRoot> roots = new ArrayList<>(parents(pyproject.strings(packages)));
    pyproject
        .entries(packages)
        .forEach(entry -> add(roots, entry.getValue(), dotted(entry.getKey())));
    return roots;
  }

  private static String dotted(String path) {
    return path.replace('/', '.');
  }

  private static List<SourceRoot> setuptools(Pyproject pyproject) {
    List<SourceRoot> roots = new ArrayList<>();
    for (var entry : pyproject.entries("tool", "setuptools", "package-dir")) {
      add(roots, entry.getValue(), entry.getKey());
    }
    roots.addAll(directories(pyproject.strings("tool", "setuptools", "packages", "find", "where")));
    return roots;
  }

  private static List<SourceRoot> hatch(Pyproject pyproject) {
    List<SourceRoot> roots = new ArrayList<>();
    for (String[] table :
        new String[][] {
          {"tool", "hatch", "build", "targets", "wheel"}, {"tool", "hatch", "build"}
        }) {
      roots.addAll(parents(belowProject(pyproject.strings(with(table, "packages")))));
      roots.addAll(directories(belowProject(pyproject.strings(with(table, "sources")))));
      for (String key : new String[] {"sources", "force-include"}) {
        for (var entry : pyproject.entries(with(table, key))) {
          add(roots, belowProject(entry.getKey()), module(entry.getValue()));
        }
      }
    }
    return roots;
  }

  /** To hatch, a slash at the start stands for the project's directory. */
  private static String belowProject(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static List<String> belowProject(List<String> paths) {
    return paths.stream().map(BuildBackend::belowProject).toList();
  }

  private static String[] with(String[] keys, String last) {
    String[] longer = Arrays.copyOf(keys, keys.length + 1);
    longer[keys.length] = last;
    return longer;
  }

  private static List<SourceRoot> poetry(Pyproject pyproject) {
    List<SourceRoot> roots = new ArrayList<>();
    for (TomlTable table : pyproject.tables("tool", "poetry", "packages")) {
      String include = text(table, "include").replaceFirst("(^|/)[^/]*\\*.*", "");
      String from = text(table, "from").replaceFirst("/+$", "");
      String to = text(table, "to");
      if (to.isEmpty()) {
        add(roots, from, "");
      } else {
        add(roots, join(from, include), dotted(join(to, include)));
      }
    }
    return roots;
  }

  private static String join(String path, String below) {
    return path.isEmpty() || below.isEmpty() ? path + below : path + "/" + below;
  }

  private static String text(TomlTable table, String key) {
    return table.get(List.of(key)) instanceof String text ? text : "";
  }

  private static List<SourceRoot> directories(List<String> directories) {
    List<SourceRoot> roots = new ArrayList<>();
    directories.forEach(directory -> add(roots, directory, ""));
    return roots;
  }

  /** The directories that hold the given packages. */
  private static List<SourceRoot> parents(List<String> packages) {
    List<SourceRoot> roots = new ArrayList<>();
    for (String pack : packages) {
      String plain = Directories.plain(pack);
      if (plain != null) {
        roots.add(SourceRoot.at(plain.substring(0, Math.max(0, plain.lastIndexOf('/')))));
      }
    }
    return roots;
  }

  private static void add(List<SourceRoot> roots, String directory, String pack) {
    @Nullable String plain = Directories.plain(directory);
    if (plain != null && (pack.isEmpty() || Identifiers.areIdentifiers(pack))) {
      roots.add(new SourceRoot(plain, pack));
    }
  }
}
