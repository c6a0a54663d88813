package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Directories;
import io.modelops.bundle.discovery.settings.SettingsReader;
import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;

/**
 * Finds the source roots: what is asked for, else what the build back-end's settings say, else what
 * is usual. Projects within the project have roots of their own.
 */
public final class SourceRoots {
  private static final String PYPROJECT = Distribution.PYPROJECT;
  private static final Pattern GLOB_PART = Pattern.compile("\\*\\*|[*?]|[^*?]+");

  private final Sources sources;
  private final Set<String> files;

  private SourceRoots(Sources sources) {
    this.sources = sources;
    this.files = new HashSet<>(sources.files());
  }

  /**
   * Where the modules of a project lie.
   *
   * @throws ConfigurationException if pyproject.toml or an option is wrong
   */
  public static Layout of(Sources sources, DiscoveryOptions options) throws IOException {
    return Layout.join(new SourceRoots(sources).configured(options));
  }

  private List<Layout> configured(DiscoveryOptions options) throws IOException {
    if (!options.sourceRoots().isEmpty()) {
      List<SourceRoot> given = given(options.sourceRoots());
      return List.of(new Layout(given, List.of(), empty(given)));
    }
    Pyproject pyproject = Pyproject.NONE;
    if (files.contains(PYPROJECT)) {
      TomlFile file = read(PYPROJECT);
      List<String> own = SettingsReader.read(file).discovery().sourceRoots();
      pyproject = new Pyproject(file.table());
      if (!own.isEmpty()) {
        List<SourceRoot> given = given(own);
        List<String> generated = distribution("", pyproject).layout(given).generated();
        return List.of(new Layout(given, generated, empty(given)));
      }
    }
    List<Layout> parts = new ArrayList<>();
    Distribution distribution = distribution("", pyproject);
    List<SourceRoot> declared = distribution.declared();
    parts.add(distribution.layout(declared.isEmpty() ? distribution.usual() : declared));
    parts.addAll(inner(pyproject));
    return parts;
  }

  private Distribution distribution(String part, Pyproject pyproject) {
    return new Distribution(sources, files, part, pyproject);
  }

  private TomlFile read(String file) throws IOException {
    return TomlFile.parse(file, sources.read(file, TomlFile.MAX_BYTES + 1));
  }

  /** A warning for each root that is asked for and holds nothing that is read. */
  private List<Issue> empty(List<SourceRoot> given) throws IOException {
    List<Issue> issues = new ArrayList<>();
    for (SourceRoot root : given) {
      if (sources.files().stream().noneMatch(root::holds)) {
        issues.add(empty(root.directory()));
      }
    }
    return issues;
  }

  private Issue empty(String directory) throws IOException {
    TomlPosition at = files.contains(PYPROJECT) ? place(directory) : null;
    return Issue.of(
        Severity.WARNING,
        "source-root-missing",
        PYPROJECT,
        at == null ? 0 : at.line(),
        at == null ? 0 : at.column(),
        "source root " + BundlePath.quote(directory) + " is not there, or nothing in it is read");
  }

  /** Where the settings name a source root; null if something else did. */
  private @Nullable TomlPosition place(String directory) throws IOException {
    Object roots = read(PYPROJECT).table().get(List.of("tool", "modelops-bundle", "source-roots"));
    if (roots instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof String text && directory.equals(Directories.plain(text))) {
          return array.inputPositionOf(i);
        }
      }
    }
    return null;
  }

  private static List<SourceRoot> given(List<String> directories) {
    List<SourceRoot> roots = new ArrayList<>();
    for (String directory : directories) {
      String plain = Directories.plain(directory);
      if (plain == null) {
        throw new IllegalArgumentException("source root outside the project: " + directory);
      }
      roots.add(SourceRoot.at(plain));
    }
    return roots;
  }

  /** Those of the projects within the project, and of the members of its workspace. */
  private List<Layout> inner(Pyproject workspace) throws IOException {
    List<Pattern> members = globs(workspace.strings("tool", "uv", "workspace", "members"));
    List<Pattern> excluded = globs(workspace.strings("tool", "uv", "workspace", "exclude"));
    Set<String> directories = new LinkedHashSet<>();
    for (String file : sources.files()) {
      int slash = file.lastIndexOf('/');
      String name = file.substring(slash + 1);
      if (slash > 0 && (name.equals(PYPROJECT) || name.equals(SetupScript.FILE))) {
        directories.add(file.substring(0, slash));
      }
    }
    List<Layout> layouts = new ArrayList<>();
    for (String directory : directories) {
      boolean member = matches(members, directory) && !matches(excluded, directory);
      Layout layout = inner(directory + "/", member);
      if (layout != null) {
        layouts.add(layout);
      }
    }
    return layouts;
  }

  /**
   * Null if the directory is that of no project: a part of a package, of tests, or only of tools.
   */
  private @Nullable Layout inner(String part, boolean member) throws IOException {
    if (TestFiles.isTest(part + PYPROJECT)) {
      return null;
    }
    Pyproject pyproject = Pyproject.NONE;
    try {
      if (files.contains(part + PYPROJECT)) {
        pyproject = new Pyproject(read(part + PYPROJECT).table());
      }
    } catch (ConfigurationException e) {
      String text = "where its modules lie is not known: " + e.getMessage();
      Issue issue =
          Issue.of(Severity.WARNING, "layout", part + PYPROJECT, e.line(), e.column(), text);
      return new Layout(List.of(), List.of(), List.of(issue));
    }
    Distribution distribution = distribution(part, pyproject);
    List<SourceRoot> declared = distribution.declared();
    if (!declared.isEmpty()) {
      return distribution.layout(declared);
    }
    boolean project = member || distribution.isProject();
    return project && !files.contains(part + "__init__.py")
        ? distribution.layout(distribution.usual())
        : null;
  }

  private static boolean matches(List<Pattern> globs, String directory) {
    return globs.stream().anyMatch(glob -> glob.matcher(directory).matches());
  }

  private static List<Pattern> globs(List<String> globs) {
    return globs.stream()
        .map(Directories::plain)
        .filter(glob -> glob != null)
        .map(SourceRoots::glob)
        .toList();
  }

  /** {@code *} stands for anything within a component, {@code **} for anything. */
  private static Pattern glob(String glob) {
    StringBuilder pattern = new StringBuilder();
    Matcher parts = GLOB_PART.matcher(glob);
    while (parts.find()) {
      pattern.append(
          switch (parts.group()) {
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> Pattern.quote(parts.group());
          });
    }
    return Pattern.compile(pattern.toString());
  }
}
