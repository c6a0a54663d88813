package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real virtual environment, into which packages are installed as the usual programs do it.
 *
 * @param root its directory
 * @param site the directory of its packages
 */
record InstalledPackages(Path root, Path site) {
  /** Makes an empty one with CPython. */
  static InstalledPackages create(Path root) throws IOException, InterruptedException {
    Programs.require("python3");
    Process process =
        new ProcessBuilder("python3", "-m", "venv", "--without-pip", root.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    try (Stream<Path> versions = Files.list(root.resolve("lib"))) {
      return new InstalledPackages(
          root, versions.findFirst().orElseThrow().resolve("site-packages"));
    }
  }

  String python() {
    return root.resolve("bin/python").toString();
  }

  /** Of the packages, to be written into. */
  Project packages() {
    return new Project(site);
  }

  /** Writes what an installer says of a distribution; its files are those in a directory. */
  InstalledPackages describe(String name, String version, String directory) throws IOException {
    String record;
    try (Stream<Path> files = Files.walk(site.resolve(directory))) {
      record =
          files
              .filter(Files::isRegularFile)
              .map(file -> site.relativize(file) + ",sha256=,\n")
              .collect(Collectors.joining());
    }
    return describeFiles(name, version, record);
  }

  private InstalledPackages describeFiles(String name, String version, String record) {
    String info = name.toLowerCase(Locale.ROOT).replace('-', '_') + "-" + version;
    packages()
        .with(info + ".dist-info/METADATA", metadata(name, version))
        .with(info + ".dist-info/RECORD", record);
    return this;
  }

  private static String metadata(String name, String version) {
    return "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n\nVersion: 0\n";
  }

  /** A line of a file says where the modules are. */
  InstalledPackages linked(String name, String version, Path sources) {
    String file = "__editable__." + name + "-" + version + ".pth";
    packages().with(file, "# by a build\n\nimport sys\n" + sources + "\n");
    return describeFiles(name, version, file + ",,\n");
  }

  /** A finder says where the modules are. */
  InstalledPackages mapped(String name, String version, String module, Path place) {
    String finder = "__editable___" + name + "_" + version.replace('.', '_') + "_finder";
    String file = "__editable__." + name + "-" + version + ".pth";
    packages()
        .with(finder + ".py", finder("'" + module + "': '" + place + "'"))
        .with(file, "import " + finder + "; " + finder + ".install()\n");
    return describeFiles(name, version, file + ",,\n" + finder + ".py,,\n");
  }

  private static String finder(String mapping) {
    return """
        import sys
        from importlib.machinery import PathFinder
        from importlib.util import spec_from_file_location
        from pathlib import Path

        MAPPING: dict[str, str] = {%s}
        NAMESPACES: dict[str, list[str]] = {}

        class _EditableFinder:
            @classmethod
            def find_spec(cls, fullname, path=None, target=None):
                if fullname not in MAPPING:
                    return None
                place = Path(MAPPING[fullname])
                for file in place / "__init__.py", place.with_suffix(".py"):
                    if file.exists():
                        return spec_from_file_location(fullname, file)

        def install():
            sys.meta_path.append(_EditableFinder)
        """
        .formatted(mapping);
  }

  /** An egg, as easy_install and {@code setup.py develop} leave it. */
  InstalledPackages egg(String name, String version, Path egg) throws IOException {
    Path list = site.resolve("easy-install.pth");
    String before = Files.exists(list) ? Files.readString(list) : "";
    packages().with("easy-install.pth", before + egg + "\n");
    new Project(egg).with("EGG-INFO/PKG-INFO", metadata(name, version));
    return this;
  }
}
