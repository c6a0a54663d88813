package io.modelops.bundle.discovery.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Python looks for modules in an environment: its directories of packages, and what files in
 * them add: lines of {@code .pth} that are directories, links of eggs, and the mappings of editable
 * installs. Lines that Python would execute are passed over. What leads into the project is left to
 * the project's own source roots.
 */
final class ModulePath {
  private static final int MAX_FILES = 1_000;
  private static final int MAX_ENTRIES = 1_000;
  private static final Pattern IMPORT = Pattern.compile("import[ \t].*");
  private static final Pattern FINDER = Pattern.compile("__editable___\\w+_finder\\.py");

  private final Path project;
  private final Path root;
  private final Set<Path> seen = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Mapped> mapped = new LinkedHashMap<>();

  /**
   * A directory in which modules are looked for.
   *
   * @param by the name of the file that adds it; null for a directory of packages
   */
  record Entry(Path directory, @Nullable String by) {}

  /**
   * Where modules of one name are that an editable install maps.
   *
   * @param places a package's directory or a module's file without its ending; several portions of
   *     a namespace
   */
  record Mapped(List<Path> places, boolean namespace, Entry entry) {}

  ModulePath(Path project, SitePackages packages, DirectoryNames names) {
    this.project = real(project);
    this.root = real(packages.root());
    packages.directories().forEach(each -> add(each, null));
    for (Path site : packages.directories()) {
      names.of(site).stream().filter(ModulePath::adds).limit(MAX_FILES).forEach(n -> read(site, n));
    }
  }

  private static boolean adds(String name) {
    return name.endsWith(".pth") || name.endsWith(".egg-link") || FINDER.matcher(name).matches();
  }

  /** In the order of the search. */
  List<Entry> entries() {
    return entries;
  }

  /** By the name of the module. They count after the {@link #entries}. */
  Map<String, Mapped> mapped() {
    return mapped;
  }

  private void read(Path site, String name) {
    if (FINDER.matcher(name).matches()) {
      EditableMapping mapping = EditableMapping.read(site.resolve(name));
      mapping.modules().forEach((module, place) -> map(site, name, module, place, false));
      mapping.namespaces().forEach((module, place) -> map(site, name, module, place, true));
      return;
    }
    for (String line : SmallFiles.lines(site.resolve(name))) {
      if (!line.isEmpty() && !line.startsWith("#") && !IMPORT.matcher(line).matches()) {
        Path directory = resolved(site, line);
        if (directory != null && Files.isDirectory(directory)) {
          add(directory, name);
        }
      }
      if (name.endsWith(".egg-link")) {
        return; // what follows is where its settings are
      }
    }
  }

  private void map(Path site, String by, String module, List<String> places, boolean namespace) {
    List<Path> found = new ArrayList<>();
    for (String each : places) {
      Path place = resolved(site, each);
      if (place != null && !isOfProject(real(place))) {
        found.add(place);
      }
    }
    if (!found.isEmpty() && mapped.size() < MAX_ENTRIES) {
      mapped.putIfAbsent(module, new Mapped(found, namespace, new Entry(site, by)));
    }
  }

  private static @Nullable Path resolved(Path site, String text) {
    try {
      return site.resolve(text).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private void add(Path directory, @Nullable String by) {
    Path place = real(directory);
    boolean own = by != null && isOfProject(place);
    if (!own && entries.size() < MAX_ENTRIES && seen.add(place)) {
      entries.add(new Entry(directory, by));
    }
  }

  private boolean isOfProject(Path place) {
    return place.startsWith(project) && !place.startsWith(root);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
