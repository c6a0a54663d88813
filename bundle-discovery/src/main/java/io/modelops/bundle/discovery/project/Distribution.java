package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Directories;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the settings of a project, or of one within it, say of where its modules lie. */
final class Distribution {
  static final String PYPROJECT = "pyproject.toml";

  private static final int MAX_SETUP = 1 << 20;
  private static final Pattern RELATIVE_IMPORT = Pattern.compile("(?m)^from[ \\t]+\\.");

  private final Sources sources;
  private final Set<String> files;
  private final String part;
  private final Pyproject pyproject;
  private final List<BuildBackend> backends;
  private final @Nullable SetupConfig config;
  private final @Nullable SetupScript script;

  /**
   * @param part its directory, with a slash at the end; empty for the project's
   */
  Distribution(Sources sources, Set<String> files, String part, Pyproject pyproject) {
    this.sources = sources;
    this.files = files;
    this.part = part;
    this.pyproject = pyproject;
    this.backends = BuildBackend.of(pyproject);
    byte[] setupConfig = setup(sources, part + SetupConfig.FILE);
    byte[] setupScript = setup(sources, part + SetupScript.FILE);
    this.config = setupConfig == null ? null : new SetupConfig(setupConfig);
    this.script = setupScript == null ? null : new SetupScript(setupScript);
  }

  /** The content; that of setup.py is read as a source, too, so its faults are told there. */
  private byte @Nullable [] setup(Sources sources, String file) {
    try {
      boolean counts = backends.contains(BuildBackend.SETUPTOOLS) && files.contains(file);
      return counts ? sources.read(file, MAX_SETUP) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether its directory is that of a project, not only of tools that run there. */
  boolean isProject() {
    return pyproject.isProject() || (script != null && script.isSetup());
  }

  /** The roots that the settings give. */
  List<SourceRoot> declared() {
    List<SourceRoot> declared = new ArrayList<>();
    backends.forEach(backend -> declared.addAll(backend.roots(pyproject)));
    if (config != null) {
      declared.addAll(config.roots());
    }
    if (script != null) {
      declared.addAll(script.roots());
    }
    return declared.stream()
        .map(root -> root.within(part))
        .filter(root -> !root.pack().isEmpty() || !isPackage(root.directory()))
        .distinct()
        .toList();
  }

  /**
   * Whether the modules of a directory know it as a package, whatever settings say. An empty {@code
   * __init__.py} in {@code src} is there by mistake.
   */
  private boolean isPackage(String directory) {
    String file = directory + "/__init__.py";
    try {
      return files.contains(file)
          && RELATIVE_IMPORT
              .matcher(new String(sources.read(file, MAX_SETUP), StandardCharsets.ISO_8859_1))
              .find();
    } catch (IOException e) { // discovery has told of it
      return false;
    }
  }

  /** The roots where the settings give none. */
  List<SourceRoot> usual() {
    SourceRoot src = SourceRoot.at("src").within(part);
    SourceRoot python = SourceRoot.at("python").within(part);
    if (files.stream().anyMatch(src::holds)) {
      return List.of(src);
    }
    boolean scikit = backends.equals(List.of(BuildBackend.SCIKIT_BUILD));
    return List.of(
        scikit && files.stream().anyMatch(python::holds)
            ? python
            : SourceRoot.PROJECT.within(part));
  }

  /** What pyproject.toml says. */
  Pyproject pyproject() {
    return pyproject;
  }

  @Nullable SetupConfig config() {
    return config;
  }

  @Nullable SetupScript script() {
    return script;
  }

  /** Its modules, and those that building makes, with the given roots. */
  Layout layout(List<SourceRoot> roots) {
    List<Issue> issues = new ArrayList<>();
    if (backends.equals(List.of(BuildBackend.MESON))) {
      String text =
          "meson.build says where modules lie, which is not read; source-roots in"
              + " [tool.modelops-bundle] can say it";
      issues.add(Issue.of(Severity.WARNING, "layout", part + PYPROJECT, 0, 0, text));
    }
    return new Layout(roots, generated(roots), issues);
  }

  private List<String> generated(List<SourceRoot> roots) {
    List<String> written = new ArrayList<>(BuildBackend.written(pyproject));
    List<String> modules = new ArrayList<>(BuildBackend.modules(pyproject, backends));
    if (script != null) {
      written.addAll(script.written());
      modules.addAll(script.extensions());
    }
    List<String> generated = new ArrayList<>();
    for (String file : written) {
      String plain = Directories.plain(file);
      if (plain != null) {
        generated.add(part + plain);
      }
    }
    List<SourceRoot> places = new ArrayList<>(roots);
    places.add(SourceRoot.PROJECT.within(part));
    for (String module : modules) {
      for (SourceRoot root : places) {
        String place = root.place(module);
        if (place != null) {
          generated.add(place + ".so");
        }
      }
    }
    return generated;
  }
}
