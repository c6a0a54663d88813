package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Modules that need not be there, as programs of the project make them: git is told to ignore their
 * files, or their names are spelled as text by the package that they belong to, or by the script of
 * a build, or such a script finds their source beside their place.
 */
final class GeneratedModules {
  private static final Pattern BUILD_SCRIPT =
      Pattern.compile("(.*/)?(setup\\.py|meson\\.build|CMakeLists\\.txt)");

  private static final Pattern NATIVE = Pattern.compile("\\.(c|cc|cpp|cxx|f|f90|pyf|i)");

  private final Sources sources;
  private final Modules modules;
  private final WalkOptions options;
  private final Map<String, Boolean> known = new HashMap<>();

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
    Boolean has = known.get(module);
    if (has == null) {
      has = isMade(module);
      known.put(module, has);
    }
    return has;
  }

  private boolean isMade(String module) {
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
          || isBuilt(module, rest, directory);
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

  /**
   * Whether a script around the package, or in it, says that it makes a module, or may do so from a
   * source in another language; or any script has the path of what is not there.
   */
  private boolean isBuilt(String module, String rest, String directory) throws IOException {
    String name = rest.substring(rest.lastIndexOf('.') + 1);
    String missing = module.substring(0, module.length() - rest.length()) + rest.split("\\.", 2)[0];
    String path = missing.replace('.', '/');
    boolean isNative = isNative(directory + rest.replace('.', '/'));
    for (String file : sources.files()) {
      if (BUILD_SCRIPT.matcher(file).matches()) {
        String place = file.substring(0, file.lastIndexOf('/') + 1);
        boolean around = directory.startsWith(place);
        if ((around && isNative)
            || ((around || place.startsWith(directory)) && isSpelled(name, file))
            || hasPath(path, file)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isNative(String place) {
    return sources.files().stream()
        .anyMatch(
            file ->
                file.startsWith(place) && NATIVE.matcher(file.substring(place.length())).matches());
  }

  private boolean hasPath(String path, String file) throws IOException {
    return Pattern.compile("(?<![\\w.-])" + Pattern.quote(path) + "(?![\\w.-])")
        .matcher(text(file))
        .find();
  }

  /** Whether a file has the name, or a dotted one that ends so, in quotes, or CMake's brackets. */
  private boolean isSpelled(String name, String file) throws IOException {
    String quoted = Pattern.quote(name);
    return Pattern.compile("(['\"])([\\w.]+\\.)?" + quoted + "\\1|\\w\\(\\s*" + quoted + "\\s[^=]")
        .matcher(text(file))
        .find();
  }

  private String text(String file) throws IOException {
    return new String(sources.read(file, PythonParser.MAX_SIZE), StandardCharsets.ISO_8859_1);
  }
}
