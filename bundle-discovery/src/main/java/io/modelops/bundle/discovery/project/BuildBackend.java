package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Directories;
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
  SCIKIT_BUILD(
      "scikit_build",
      pyproject -> parents(pyproject.strings("tool", "scikit-build", "wheel", "packages")));

  private final String name;

  @SuppressWarnings("ImmutableEnumChecker") // they are functions without state
  private final Function<Pyproject, List<SourceRoot>> roots;

  BuildBackend(String name, Function<Pyproject, List<SourceRoot>> roots) {
    this.name = name;
    this.roots = roots;
  }

  /**
   * The source roots that the settings give, in their order; empty if they give none. Only the
   * settings of the back-end that is in use count; if it is none of these, all do.
   */
  static List<SourceRoot> roots(Pyproject pyproject) {
    String used = pyproject.string("build-system", "build-backend");
    List<BuildBackend> asked =
        Arrays.stream(values()).filter(backend -> used.startsWith(backend.name)).toList();
    return (asked.isEmpty() ? List.of(values()) : asked)
        .stream().flatMap(backend -> backend.roots.apply(pyproject).stream()).distinct().toList();
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
      roots.addAll(parents(pyproject.strings(with(table, "packages"))));
      roots.addAll(directories(pyproject.strings(with(table, "sources"))));
      for (var entry : pyproject.entries(with(table, "sources"))) {
        add(roots, entry.getKey(), entry.getValue().replace('/', '.'));
      }
    }
    return roots;
  }

  private static String[] with(String[] keys, String last) {
    String[] longer = Arrays.copyOf(keys, keys.length + 1);
    longer[keys.length] = last;
    return longer;
  }

  private static List<SourceRoot> poetry(Pyproject pyproject) {
    List<SourceRoot> roots = new ArrayList<>();
    for (TomlTable table : pyproject.tables("tool", "poetry", "packages")) {
      String include = text(table, "include");
      String from = text(table, "from");
      String to = text(table, "to");
      if (to.isEmpty()) {
        add(roots, from, "");
      } else {
        add(roots, from + "/" + include, to.replace('/', '.') + "." + include.replace('/', '.'));
      }
    }
    return roots;
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
    if (plain != null) {
      roots.add(new SourceRoot(plain, pack));
    }
  }
}
