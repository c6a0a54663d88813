package io.modelops.bundle.discovery;

import java.util.List;
import java.util.Random;

/** Sources whose meaning is in other modules: what a change of one does to them has to be found. */
final class LinkedSources {
  /** A chain: each gets its names from the next. */
  private static final List<String> MODULES =
      List.of("a", "b", "pkg.x", "pkg.y", "pkg.sub.z", "base");

  private final Random random;

  LinkedSources(Random random) {
    this.random = random;
  }

  /** A module of the chain. */
  String module() {
    return any(MODULES);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /**
   * What comes after a module in the chain; seldom one that comes before, which closes a circle.
   */
  private String next(String module) {
    int at = MODULES.indexOf(module);
    return random.nextInt(5) == 0 || at + 1 == MODULES.size()
        ? any(MODULES)
        : MODULES.get(at + 1 + random.nextInt(MODULES.size() - at - 1));
  }

  /**
   * A source of a module.
   *
   * @param number differs from one to the other
   */
  String source(String module, int number) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(link(next(module)));
    }
    if (random.nextInt(3) == 0) {
      text.append(outside());
    }
    if (random.nextInt(2) == 0) {
      text.append(definition(number));
    }
    return text.append("SIZE = %d\n".formatted(number % 2)).toString();
  }

  private String link(String next) {
    return switch (random.nextInt(14)) {
      case 0 -> "from %s import *\n".formatted(next);
      case 1 -> "from %s import *\n__all__ = ['Base', 'model']\n".formatted(next);
      case 2 -> "from %1$s import *\nfrom %1$s import __all__\n__all__ += ['A']\n".formatted(next);
      case 3 -> "import %1$s\nBase = %1$s.Base\n".formatted(next);
      case 4 -> "from %s import SIZE\nif SIZE:\n  class A: ...\n".formatted(next);
      case 5 -> "try:\n  from %s import A, nothing\nexcept ImportError:\n  A = 1\n".formatted(next);
      case 6 -> "from %s import model\n".formatted(next);
      case 7 -> "from tests.help import Base\n";
      case 8 -> "from %s import shared\n".formatted(next);
      case 9 -> "from %1$s import shared as other\nshared = {**other, 'n': 1}\n".formatted(next);
      default -> "from %s import Base, A\n".formatted(next);
    };
  }

  private String outside() {
    return any(
        List.of(
            "import requests\n",
            "import mesa\nclass M(mesa.Model): ...\n",
            "from base import Missing\n",
            "import pkg.missing\n",
            "import gymnasium\ngymnasium.register(id='a', entry_point='a:A')\n",
            "from importlib import import_module\nimport_module('pkg.y')\n"));
  }

  private String definition(int number) {
    return any(
        List.of(
            Project.model("Base"),
            "class Base:\n  def simulate(self, k%d=SIZE): ...\n".formatted(number),
            "class A(Base):\n  'Of %d.'\n  def parameters(self): ...\n".formatted(number),
            "class A(Base):\n  def simulate(self): ...\n  simulate = None\n",
            "class Base(A): ...\nclass A(Base): ...\n",
            "def model(f): return f\n",
            "@model\ndef run%d(n=SIZE): ...\n".formatted(number),
            "class A:\n  @model\n  def step(self): ...\n",
            "shared = {'beta': %d}\n".formatted(number),
            "class A:\n  params = {**shared}\n  def simulate(self): ...\n  def parameters(self): ...\n",
            "del Base\n"));
  }

  /** What of tests models may import. */
  String help(int number) {
    return any(
        List.of("", "from base import Base\n", Project.model("Base"), "# %d\n".formatted(number)));
  }
}
