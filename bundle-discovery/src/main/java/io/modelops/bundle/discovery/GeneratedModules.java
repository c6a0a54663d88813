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
 * Modules that need not be there, as programs of the project write them: git is told to ignore
 * their files, or the package that they belong to spells their names as text.
 */
final class GeneratedModules {
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
    String file = owner.file();
    String place = file.substring(0, file.lastIndexOf('/') + 1) + rest.replace('.', '/');
    try {
      return isIgnored(place + ".py")
          || isIgnored(place + "/__init__.py")
          || isSpelled(rest.split("\\.", 2)[0], file);
    } catch (IOException e) { // discovery has told of it
      return true;
    }
  }

  private boolean isIgnored(String path) throws IOException {
    return sources.tree().omits(sources.root(), path, options).equals(Optional.of(Cause.GITIGNORED));
  }

  private boolean isSpelled(String name, String file) throws IOException {
    byte[] source = sources.read(file, PythonParser.MAX_SIZE);
    return Pattern.compile("(['\"])" + Pattern.quote(name) + "\\1")
        .matcher(new String(source, StandardCharsets.ISO_8859_1))
        .find();
  }
}
