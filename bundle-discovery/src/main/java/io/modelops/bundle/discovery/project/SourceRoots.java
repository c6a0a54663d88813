package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Directories;
import io.modelops.bundle.discovery.settings.SettingsReader;
import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;

/** Finds the source roots: what is asked for, else what pyproject.toml says, else what is usual. */
public final class SourceRoots {
  private static final String PYPROJECT = "pyproject.toml";
  private static final Pattern GLOB_PART = Pattern.compile("\\*\\*|[*?]|[^*?]+");

  private final Sources sources;

  private SourceRoots(Sources sources) {
    this.sources = sources;
  }

  /**
   * The source roots, the first first; the project's directory is always the last.
   *
   * @throws ConfigurationException if pyproject.toml or an option is wrong
   */
  public static List<SourceRoot> of(Sources sources, DiscoveryOptions options) throws IOException {
    List<SourceRoot> roots = new ArrayList<>(new SourceRoots(sources).configured(options));
    roots.remove(SourceRoot.PROJECT);
    roots.add(SourceRoot.PROJECT);
    return roots.stream().distinct().toList();
  }

  /** A warning for each root that is asked for and holds nothing that is read. */
  public static List<Issue> issues(Sources sources, DiscoveryOptions options) throws IOException {
    List<Issue> issues = new ArrayList<>();
    for (String directory : options.sourceRoots()) {
      SourceRoot root = SourceRoot.at(String.valueOf(Directories.plain(directory)));
      if (sources.files().stream().noneMatch(root::holds)) {
        issues.add(new SourceRoots(sources).empty(root.directory()));
      }
    }
    return issues;
  }

  private Issue empty(String directory) throws IOException {
    TomlPosition at = sources.files().contains(PYPROJECT) ? place(directory) : null;
    return Issue.of(
        Issue.Severity.WARNING,
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

  private List<SourceRoot> configured(DiscoveryOptions options) throws IOException {
    if (!options.sourceRoots().isEmpty()) {
      return given(options.sourceRoots());
    }
    if (!sources.files().contains(PYPROJECT)) {
      return usual("");
    }
    TomlFile file = read(PYPROJECT);
    List<String> own = SettingsReader.read(file).discovery().sourceRoots();
    if (!own.isEmpty()) {
      return given(own);
    }
    Pyproject pyproject = new Pyproject(file.table());
    List<SourceRoot> roots = new ArrayList<>(roots(pyproject, ""));
    roots.addAll(memberRoots(pyproject));
    return roots;
  }

  private TomlFile read(String file) throws IOException {
    return TomlFile.parse(file, sources.read(file, TomlFile.MAX_BYTES + 1));
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

  /** The roots of the project or of a member of its workspace. */
  private List<SourceRoot> roots(Pyproject pyproject, String part) {
    List<SourceRoot> declared = BuildBackend.roots(pyproject);
    return declared.isEmpty()
        ? usual(part)
        : declared.stream().map(root -> root.within(part)).toList();
  }

  private List<SourceRoot> usual(String part) {
    SourceRoot src = SourceRoot.at("src").within(part);
    boolean exists = sources.files().stream().anyMatch(src::holds);
    return List.of(exists ? src : SourceRoot.PROJECT.within(part));
  }

  private List<SourceRoot> memberRoots(Pyproject workspace) throws IOException {
    List<Pattern> members = globs(workspace.strings("tool", "uv", "workspace", "members"));
    List<Pattern> excluded = globs(workspace.strings("tool", "uv", "workspace", "exclude"));
    List<SourceRoot> roots = new ArrayList<>();
    for (String file : sources.files()) {
      if (file.endsWith("/" + PYPROJECT)) {
        String directory = file.substring(0, file.length() - PYPROJECT.length() - 1);
        if (matches(members, directory) && !matches(excluded, directory)) {
          roots.addAll(roots(new Pyproject(read(file).table()), directory));
        }
      }
    }
    return roots;
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
