package io.modelops.bundle.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The source of a small package where one module hides, by a star import, the models of another:
 * those that a random row of statements leaves in its {@code __all__}.
 */
final class GeneratedExports {
  private static final List<String> NAMES = List.of("K", "L", "M", "_N");

  private final Random random;
  private final String name;
  private final List<String> listed = new ArrayList<>();
  private int flags;

  GeneratedExports(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  Imported.Importable write(Project project) {
    StringBuilder models = new StringBuilder("__all__ = ['K', 'L', 'M', '_N']\n");
    StringBuilder hiding = new StringBuilder("import os\nfrom . import a\n");
    hiding.append("def flag(n): return os.environ.get('FLAG' + n) == '1'\n");
    StringBuilder derived = new StringBuilder();
    derived.append("from .a import *\nfrom .b import *\n");
    for (String each : NAMES) {
      models.append(Project.model(each));
      hiding.append("class ").append(each).append(": x = 1\n");
      derived.append("class Of").append(each).append("(").append(each).append("): ...\n");
    }
    hiding.append("__all__ = ['K', 'L']\n");
    listed.addAll(List.of("K", "L"));
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      hiding.append(change()).append('\n');
    }
    project.with(name + "/__init__.py", "");
    project.with(name + "/a.py", models.toString());
    project.with(name + "/b.py", hiding.toString());
    project.with(name + "/c.py", derived.toString());
    return new Imported.Importable(
        name, flags, GeneratedPackage.MODULES.stream().map(each -> name + "." + each).toList());
  }

  private String change() {
    String some = NAMES.get(random.nextInt(NAMES.size()));
    if (flags < GeneratedPackage.FLAGS && random.nextInt(6) == 0) {
      return "if flag('" + flags++ + "'): __all__.append('" + some + "')";
    }
    switch (random.nextInt(8)) {
      case 0 -> {
        return remove();
      }
      case 1 -> {
        return "__all__.sort()";
      }
      case 2 -> {
        return random.nextBoolean() ? "__all__ += a.__all__" : "__all__.extend(a.__all__)";
      }
      default -> {
        listed.add(some);
        return switch (random.nextInt(5)) {
          case 0 -> "__all__ += ['" + some + "']";
          case 1 -> "__all__.extend(['" + some + "'])";
          case 2 -> "__all__ = __all__ + ['" + some + "']";
          case 3 -> "__all__ = [*__all__, '" + some + "']";
          default -> "__all__.append('" + some + "')";
        };
      }
    }
  }

  /** Removes a name that the module has listed itself, whatever the flags are. */
  private String remove() {
    return listed.isEmpty()
        ? "__all__.reverse()"
        : "__all__.remove('" + listed.remove(random.nextInt(listed.size())) + "')";
  }
}
