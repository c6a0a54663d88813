package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Modules that need not be there, as programs of the project make them: git is told to ignore their
 * files, or their names are spelled as text by the package that they belong to, or by the script of
 * a build.
 */
final class GeneratedModules {
  private static final Pattern BUILD_SCRIPT =
      Pattern.compile("(.*/)?(setup\\.py|meson\\.build|CMakeLists\\.txt)");

  private final Sources sources;
  private final Modules modules;
  private final WalkOptions options;

  GeneratedModules(Sources sources, Modules modules, WalkOptions options) {
    this.sources = sources;
    this.modules = modules;
    this.options = options.withGitIgnore();
  }

  /**
   * Whether a module is one of them.
   *
   * @param module that the project does not have; an empty name is none
   */
  boolean has(String module) {
    PythonModule owner = modules.owner(module);
    if (owner == null || !owner.pack()) {
      return false;
    }
    String rest = module.substring(owner.name().length() + 1);
    String directory = owner.file().substring(0, owner.file().lastIndexOf('/') + 1);
    String place = directory + rest.replace('.', '/');
    try {
      return isIgnored(place + ".py")
          || isIgnored(place + "/__init__.py")
          || isSpelled(rest.split("\\.", 2)[0], owner.file())
          || isBuilt(rest.substring(rest.lastIndexOf('.') + 1), directory);
    } catch (IOException e) { // discovery has told of it
      return true;
    }
  }

  private boolean isIgnored(String path) throws IOException {
    return sources
        .tree()
        .omits(sources.root(), path, options)
        .equals(Optional.of(Cause.GITIGNORED));
  }

  /** Whether a script around the package, or in it, says that it makes a module of a name. */
  private boolean isBuilt(String name, String directory) throws IOException {
    for (String file : sources.files()) {
      if (BUILD_SCRIPT.matcher(file).matches()) {
        String place = file.substring(0, file.lastIndexOf('/') + 1);
        if ((directory.startsWith(place) || place.startsWith(directory)) && isSpelled(name, file)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a file has the name, or a dotted one that ends so, in quotes, or CMake's brackets. */
  private boolean isSpelled(String name, String file) throws IOException {
    byte[] source = sources.read(file, PythonParser.MAX_SIZE);
    String quoted = Pattern.quote(name);
    return Pattern.compile("(['\"])([\\w.]+\\.)?" + quoted + "\\1|\\w\\(\\s*" + quoted + "\\s[^=]")
        .matcher(new String(source, StandardCharsets.ISO_8859_1))
        .find();
  }
}
