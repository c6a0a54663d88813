package io.modelops.bundle.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Changes a project as people and their tools do. */
final class RandomEdits {
  private static final long SEED = 20_261_201L;
  private static final List<String> MODULES =
      List.of("base", "a", "b", "pkg.x", "pkg.y", "pkg.sub.z", "lib.w", "other.o1", "other.o2");
  private static final List<String> CLASSES = List.of("Base", "A", "B", "C", "Other1");

  private final Random random = new Random(SEED);
  private final LinkedSources linked = new LinkedSources(random);
  private final Project project;
  private final int others;
  private final Set<String> kinds = new TreeSet<>();
  private int count;

  /**
   * @param others how many further sources there are
   */
  RandomEdits(Project project, int others) {
    this.project = project;
    this.others = others;
  }

  /** The kinds of edits that there were. */
  Set<String> kinds() {
    return kinds;
  }

  /** Makes one change, which may concern several paths; these are told. */
  Set<String> next() throws IOException {
    count++;
    int kind = random.nextInt(36);
    return switch (kind) {
      case 0, 1, 2, 3, 4, 5 -> kind("rewrite", write(file(any(MODULES)), source()));
      case 6, 7 -> kind("append", append(any(sources()), "\ndef f%d(x): return x\n"));
      case 8 -> kind("comment", append(any(sources()), "\n# Base Missing simulate %d\n"));
      case 9 -> kind("shift", prepend(any(sources()), "import os  # %d\n"));
      case 10 -> kind("delete", delete(any(sources())));
      case 11 -> kind("initial", write("pkg/__init__.py", initial()));
      case 12 -> kind("rename", rename("pkg", "package"));
      case 13 -> kind("settings", write("pyproject.toml", settings()));
      case 14 -> kind("ignore", write(".modelopsignore", random.nextBoolean() ? "lib/\n" : ""));
      case 15 -> kind("data", write("data/d%d.csv".formatted(random.nextInt(3)), "1\n"));
      case 16 -> kind("stub", stub());
      case 17 -> kind("broken", write(file(any(MODULES)), "class X(\n  def simulate(:\n"));
      case 18 -> kind("nothing", Set.of(any(sources())));
      case 19 -> kind("requirements", write("requirements.txt", any(List.of("numpy\n", "mesa\n"))));
      case 20 -> kind("copy", copy());
      case 21 -> kind("hub", write("base.py", hub()));
      case 22 -> kind("test", write("tests/help.py", linked.help(count)));
      case 23 -> kind("several", several());
      case 24 -> kind("empty", write(file(linked.module()), ""));
      case 25 -> kind("line", withoutLine(any(sources())));
      default -> kind("link", link());
    };
  }

  private Set<String> link() throws IOException {
    String module = linked.module();
    return write(file(module), linked.source(module, count));
  }

  private Set<String> several() throws IOException {
    Set<String> changed = new TreeSet<>(link());
    changed.addAll(link());
    changed.addAll(link());
    return changed;
  }

  private Set<String> withoutLine(String path) throws IOException {
    List<String> lines = new ArrayList<>(read(path).lines().toList());
    if (!lines.isEmpty()) {
      lines.remove(random.nextInt(lines.size()));
    }
    return write(path, String.join("\n", lines));
  }

  private Set<String> kind(String name, Set<String> changed) {
    kinds.add(name);
    return changed;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String file(String module) {
    return module.replace('.', '/') + ".py";
  }

  private List<String> sources() throws IOException {
    try (var all = Files.walk(project.root())) {
      List<String> found =
          new ArrayList<>(
              all.map(path -> project.root().relativize(path).toString().replace('\\', '/'))
                  .filter(path -> path.endsWith(".py"))
                  .sorted()
                  .toList());
      if (others > 3) { // mostly those that matter
        found.removeIf(path -> path.startsWith("other/") && random.nextInt(20) != 0);
      }
      return found.isEmpty() ? List.of("base.py") : found;
    }
  }

  private String source() {
    StringBuilder text = new StringBuilder("import numpy as np\nimport pandas.core\n");
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(imported());
    }
    if (random.nextInt(4) == 0) {
      text.append("if np.FLAG:\n  from base import Base\nelse:\n  class Base: ...\n");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String base = any(CLASSES);
      text.append("class ").append(any(CLASSES)).append(random.nextBoolean() ? "" : "_" + count);
      text.append('(').append(base).append("):\n  '''Of %d.'''\n".formatted(count));
      text.append("  def __init__(self, beta=0.%d, n=N): ...\n".formatted(count));
      if (random.nextBoolean()) {
        text.append("  def simulate(self, t=%d): ...\n".formatted(count));
      }
      if (random.nextInt(3) == 0) {
        text.append("  parameters = Base.parameters\n");
      }
    }
    text.append("N = %d\n".formatted(count));
    if (random.nextInt(3) == 0) {
      text.append("open('data/d%d.csv')\n".formatted(random.nextInt(3)));
    }
    return text.toString();
  }

  private String imported() {
    String module = any(MODULES);
    return switch (random.nextInt(6)) {
      case 0 -> "from %s import *\n".formatted(module);
      case 1 -> "import %s as m\nC = m.Base\n".formatted(module);
      case 2 -> "from .%s import A as Other1\n".formatted(any(List.of("x", "y", "sub.z")));
      case 3 -> "try:\n  from %s import B\nexcept ImportError:\n  B = object\n".formatted(module);
      default -> "from %s import %s\n".formatted(module, any(CLASSES));
    };
  }

  private String hub() {
    return any(
        List.of(
            Project.model("Base"),
            "X = %d\n".formatted(count) + Project.model("Base"),
            "class Base:\n  def simulate(self): ...\n",
            "from pkg.x import Base\n",
            "from pkg import *\n" + Project.model("Base")));
  }

  private String initial() {
    return any(
        List.of(
            "",
            "from .x import A, B\n",
            "from . import y\nfrom .y import *\n__all__ = ['A', 'Base']\n",
            "import lazy_loader\n__getattr__, __dir__, __all__ ="
                + " lazy_loader.attach_stub(__name__, __file__)\n"));
  }

  private String settings() {
    return "[project]\nname = 'p'\nversion = '1'\ndependencies = ['numpy']\n"
        + any(
            List.of(
                "",
                "[tool.modelops-bundle]\nsource-roots = ['.', 'lib']\n",
                "[tool.modelops-bundle.discovery]\nrules = ['mesa', 'simulation']\n",
                "[[tool.modelops-bundle.discovery.rule]]\nname = 'r'\nmethods = ['simulate']\n",
                "[[tool.modelops-bundle.discovery.rule]]\nname = 'd'\ndecorated-with = ['base:model']\n",
                "[[tool.modelops-bundle.discovery.rule]]\nname = 's'\nsubclass-of = ['pkg.y:Base']\n",
                "[tool.modelops-bundle.discovery]\nrules = ['simulation', 'gymnasium']\n",
                "[project.entry-points.pybamm_models]\na = 'a:A'\n"));
  }

  private Set<String> stub() throws IOException {
    String text = any(List.of("from .x import A\n", "from . import y\n"));
    return write("pkg/__init__.pyi", text);
  }

  private Set<String> write(String path, String text) throws IOException {
    Path file = project.root().resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
    return Set.of(path);
  }

  private Set<String> append(String path, String text) throws IOException {
    return write(path, read(path) + text.formatted(count));
  }

  private Set<String> prepend(String path, String text) throws IOException {
    return write(path, text.formatted(count) + read(path));
  }

  private String read(String path) throws IOException {
    Path file = project.root().resolve(path);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  private Set<String> delete(String path) throws IOException {
    Files.deleteIfExists(project.root().resolve(path));
    return Set.of(path);
  }

  private Set<String> copy() throws IOException {
    String from = any(sources());
    return write(any(List.of("lib/", "pkg/", "examples/one/")) + "copy.py", read(from));
  }

  private Set<String> rename(String one, String other) throws IOException {
    Path first = project.root().resolve(one);
    Path second = project.root().resolve(other);
    if (Files.exists(first) && !Files.exists(second)) {
      Files.move(first, second);
    } else if (Files.exists(second) && !Files.exists(first)) {
      Files.move(second, first);
    }
    return Set.of(one, other);
  }
}
