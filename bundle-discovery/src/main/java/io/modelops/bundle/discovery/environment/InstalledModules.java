package io.modelops.bundle.discovery.environment;

import io.modelops.bundle.discovery.environment.Located.Kind;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.project.PythonVersions;
import io.modelops.bundle.discovery.project.StandardLibrary;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The modules of an environment, of which only those are looked at that are asked for. For one
 * thread.
 */
public final class InstalledModules {
  /** More sources are not read, as if the others were compiled. */
  private static final int MAX_MODULES = 5_000;

  /** What reading does not tell more of than is known of it anyway. */
  private static final Set<String> KNOWN = Set.of("typing_extensions");

  private final SitePackages packages;
  private final ModuleFinder finder;
  private final InstalledDistributions distributions;
  private final Map<String, PythonModule> modules = new HashMap<>();
  private final Map<PythonModule, Path> files = new HashMap<>();

  private InstalledModules(Path project, SitePackages packages) {
    DirectoryNames names = new DirectoryNames();
    ModulePath path = new ModulePath(project, packages, names);
    this.packages = packages;
    this.finder = new ModuleFinder(path, names);
    this.distributions = new InstalledDistributions(path, names);
  }

  /**
   * Those of an environment.
   *
   * @param project absolute
   * @param options that may name one
   * @return null if none is named
   * @throws DiscoveryException code {@code no-environment} if it is none
   */
  public static @Nullable InstalledModules of(Path project, DiscoveryOptions options) {
    String directory = options.environment();
    return directory == null
        ? null
        : new InstalledModules(project, SitePackages.of(project, directory, options));
  }

  /** What the environment is called where its place must not be told. */
  public String label() {
    return packages.label();
  }

  /** The version of Python that it is for; null if it does not tell. */
  public @Nullable PythonVersions versions() {
    return packages.minor() < 0 ? null : new PythonVersions(List.of(packages.minor()));
  }

  /** Whether a module or package has the name; Python's own have not. */
  public boolean exists(String name) {
    return locate(name) != null;
  }

  /** The module of a name, as long as it has a source; else null. */
  public @Nullable PythonModule module(String name) {
    PythonModule known = modules.get(name);
    Located located = known == null ? locate(name) : null;
    if (located == null || located.kind() != Kind.SOURCE || modules.size() >= MAX_MODULES) {
      return known;
    }
    Path file = located.file();
    PythonModule module = new PythonModule(name, path(located), located.isPackage(), true);
    if (file != null) {
      modules.put(name, module);
      files.put(module, file);
    }
    return module;
  }

  private @Nullable Located locate(String name) {
    int dot = name.indexOf('.');
    String top = dot < 0 ? name : name.substring(0, dot);
    return StandardLibrary.has(top) || KNOWN.contains(top) ? null : finder.find(name);
  }

  /** Relative to the environment, or, in an editable install, to its directory. */
  private String path(Located located) {
    Path file = located.file();
    if (file == null) {
      return "";
    }
    Path from = file.startsWith(packages.root()) ? packages.root() : located.entry().directory();
    Path relative = file.startsWith(from) ? from.relativize(file) : file.getFileName();
    return String.valueOf(relative).replace('\\', '/');
  }

  /** Whether a module is one of these. */
  public boolean holds(PythonModule module) {
    return files.containsKey(module);
  }

  /** The source of one of these. */
  public byte[] read(PythonModule module, int limit) throws IOException {
    Path file = files.get(module);
    if (file == null) {
      throw new IOException("not installed");
    }
    return SmallFiles.read(file, limit);
  }

  /** What brings the longest part of a dotted name that is a module; null if nothing says so. */
  public @Nullable InstalledDistribution distribution(String name) {
    String module = longest(name);
    Located located = module.isEmpty() ? null : locate(module);
    return located == null ? null : distributions.of(module, located);
  }

  /**
   * What brings something that an import names.
   *
   * @param module the shortest part of the name that is no namespace package
   */
  public record Brought(String module, InstalledDistribution distribution) {}

  /** What brings a dotted name; null if that is not known. */
  public @Nullable Brought brought(String name) {
    for (int dot = name.indexOf('.'); ; dot = name.indexOf('.', dot + 1)) {
      String each = dot < 0 ? name : name.substring(0, dot);
      Located located = locate(each);
      if (located == null) {
        return null;
      } else if (located.kind() != Kind.NAMESPACE) {
        InstalledDistribution distribution = distributions.of(each, located);
        return distribution == null ? null : new Brought(each, distribution);
      } else if (dot < 0) {
        return null;
      }
    }
  }

  private String longest(String name) {
    String each = name;
    while (!each.isEmpty() && locate(each) == null) {
      each = PythonModule.parent(each);
    }
    return each;
  }

  /**
   * The version of a distribution; null if it is not there.
   *
   * @param name normalized
   */
  public @Nullable String version(String name) {
    return distributions.version(name);
  }

  /** Of a name that was looked up and is no class that was found: where it is, in words. */
  public String whereabouts(String name) {
    String module = longest(name);
    Located located = module.isEmpty() ? null : locate(module);
    if (located == null || located.kind() == Kind.NAMESPACE) {
      int dot = name.indexOf('.');
      boolean python = StandardLibrary.has(dot < 0 ? name : name.substring(0, dot));
      return python ? "outside the project" : "outside the project and not in " + label();
    }
    return (located.kind() == Kind.COMPILED
            ? "compiled, outside: "
            : "not found by reading, outside: ")
        + outside(module);
  }

  /** What brings a module, and where that is, in words. */
  public String outside(String module) {
    InstalledDistribution distribution = distribution(module);
    return (distribution == null ? "" : distribution + " in ") + label();
  }

  /** What this does not tell. */
  public List<Issue> issues() {
    String file = label() + "/pyvenv.cfg";
    String text =
        "the environment includes what is installed for the system, which is not looked up";
    return packages.system()
        ? List.of(Issue.of(Severity.INFO, "environment-system", file, 0, 0, text))
        : List.of();
  }
}
