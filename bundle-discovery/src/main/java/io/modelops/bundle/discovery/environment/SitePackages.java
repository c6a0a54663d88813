package io.modelops.bundle.discovery.environment;

import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.DiscoveryOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directories of an environment into which packages are installed.
 *
 * @param root of the environment
 * @param label what it is called where its place must not be told
 * @param minor that of its version of Python, 3.minor; negative if that is not known
 * @param system whether it also shows what is installed for the whole system
 */
record SitePackages(Path root, String label, List<Path> directories, int minor, boolean system) {
  private static final String CONFIGURATION = "pyvenv.cfg";
  private static final String CONDA = "conda-meta";
  private static final String PACKAGES = "site-packages";
  private static final Pattern VERSION = Pattern.compile("3\\.(\\d{1,3})(\\D.*)?");
  private static final Pattern LIBRARY = Pattern.compile("(python|pypy)3\\.(\\d{1,3})t?");
  private static final Pattern CONDA_PYTHON = Pattern.compile("python-3\\.(\\d{1,3})\\..*\\.json");
  private static final Pattern DISTRIBUTION = Pattern.compile(".*\\.(dist-info|egg-info|egg-link)");

  /** A directory of packages, and the version of Python that they are for. */
  private record Library(Path packages, int minor) {}

  /**
   * Finds them.
   *
   * @param directory absolute, or relative to the project
   * @param options that name it
   * @throws DiscoveryException code {@code no-environment} if it is no environment
   */
  static SitePackages of(Path project, String directory, DiscoveryOptions options) {
    Path root = root(project, directory);
    String label = String.valueOf(options.environmentName(project));
    DirectoryNames names = new DirectoryNames();
    NavigableSet<String> here = names.of(root);
    Map<String, String> settings = settings(root.resolve(CONFIGURATION));
    if (here.contains(CONFIGURATION) || here.contains(CONDA)) {
      int minor =
          here.contains(CONFIGURATION)
              ? minor(settings)
              : condaMinor(names.of(root.resolve(CONDA)));
      boolean system = "true".equals(settings.get("include-system-site-packages"));
      return chosen(root, label, libraries(root, names, minor), minor, system);
    }
    String name = String.valueOf(root.getFileName());
    boolean plain = name.equals(PACKAGES) || name.equals("dist-packages");
    if (!plain && here.stream().noneMatch(each -> DISTRIBUTION.matcher(each).matches())) {
      throw wrong(
          root,
          Files.isDirectory(root)
              ? root + " is no Python environment: it has no " + CONFIGURATION + ", no " + CONDA
              : "there is no environment " + root);
    }
    Path parent = root.getParent();
    Matcher library = LIBRARY.matcher(parent == null ? "" : String.valueOf(parent.getFileName()));
    int minor = library.matches() ? Integer.parseInt(library.group(2)) : -1;
    return new SitePackages(root, label, List.of(root), minor, false);
  }

  private static Path root(Path project, String directory) {
    try {
      return project.resolve(directory).normalize();
    } catch (InvalidPathException e) {
      throw wrong(project, "there is no environment of this name");
    }
  }

  private static Map<String, String> settings(Path file) {
    Map<String, String> settings = new HashMap<>();
    for (String line : SmallFiles.lines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        String key = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        settings.putIfAbsent(key, line.substring(equals + 1).strip().toLowerCase(Locale.ROOT));
      }
    }
    return settings;
  }

  private static int minor(Map<String, String> settings) {
    String version = settings.getOrDefault("version", settings.getOrDefault("version_info", ""));
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private static int condaMinor(NavigableSet<String> files) {
    for (String each : files.tailSet("python-3.")) {
      Matcher matcher = CONDA_PYTHON.matcher(each);
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return -1;
  }

  private static List<Library> libraries(Path root, DirectoryNames names, int minor) {
    List<Library> libraries = new ArrayList<>();
    for (String lib : List.of("lib", "lib64")) {
      for (String each : names.of(root.resolve(lib))) {
        Matcher library = LIBRARY.matcher(each);
        Path packages = root.resolve(lib).resolve(each).resolve(PACKAGES);
        if (library.matches() && Files.isDirectory(packages)) {
          libraries.add(new Library(packages, Integer.parseInt(library.group(2))));
        }
      }
    }
    Path windows = root.resolve("Lib").resolve(PACKAGES);
    if (libraries.isEmpty() && Files.isDirectory(windows)) {
      libraries.add(new Library(windows, minor));
    }
    return libraries;
  }

  private static SitePackages chosen(
      Path root, String label, List<Library> libraries, int wanted, boolean system) {
    List<Integer> minors = libraries.stream().map(Library::minor).distinct().sorted().toList();
    if (minors.isEmpty()) {
      throw wrong(root, root + " has no directory " + PACKAGES);
    }
    Integer minor = minors.size() == 1 ? minors.get(0) : minors.contains(wanted) ? wanted : null;
    if (minor == null) {
      String versions = String.join(", ", minors.stream().map(each -> "3." + each).toList());
      String meant = wanted < 0 ? "does not tell which counts" : "is for Python 3." + wanted;
      throw wrong(root, root + " has packages for Python " + versions + " and " + meant);
    }
    List<Path> directories =
        libraries.stream()
            .filter(each -> Objects.equals(each.minor(), minor))
            .map(Library::packages)
            .toList();
    return new SitePackages(root, label, directories, minor, system);
  }

  private static DiscoveryException wrong(Path root, @Nullable String message) {
    return new DiscoveryException(
        ErrorCode.NO_ENVIRONMENT,
        root,
        String.valueOf(message),
        "name a virtual environment, a conda environment, or a site-packages directory; or none",
        null);
  }
}
