package io.modelops.bundle.discovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The source of a small package that binds classes by unpacking, by named expressions and in loops
 * that may go round several times.
 */
final class GeneratedBindings {
  private static final int FLAGS = 4;
  private static final List<String> NAMES = List.of("K", "L", "M", "N");

  private final Random random;
  private final String name;
  private final StringBuilder source = new StringBuilder();
  private int flags;
  private int classes;

  GeneratedBindings(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  Imported.Importable write(Project project) {
    project.with(name + "/__init__.py", "");
    project.with(name + "/real.py", "class Base:\n    def simulate(self): ...\n");
    line("", "import os");
    line("", "from . import real");
    line("", "def flag(n): return os.environ.get('FLAG' + n) == '1'");
    line("", "def rounds(n, m): return range(2 * flag(n) + flag(m))");
    for (String each : NAMES) {
      define("", each, List.of("simulate", "parameters", "x").get(random.nextInt(3)), "");
    }
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      statement("", true);
    }
    for (String each : NAMES) {
      define("", "Use" + each, any(List.of("simulate", "parameters", "x")), each);
    }
    project.with(name + "/a.py", source.toString());
    return new Imported.Importable(name, flags, List.of(name + ".real", name + ".a"));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String some() {
    return any(NAMES);
  }

  private void line(String indent, String text) {
    source.append(indent).append(text).append('\n');
  }

  private void define(String indent, String defined, String member, String base) {
    String header = base.isEmpty() ? "" : "(" + base + ")";
    line(indent, "class " + defined + header + ":");
    line(indent + "    ", member.equals("x") ? "x = 1" : "def " + member + "(self): ...");
  }

  private void statement(String indent, boolean loops) {
    switch (random.nextInt(loops ? 7 : 5)) {
      case 0, 1 -> unpack(indent);
      case 2, 3 -> named(indent);
      case 4 -> line(indent, some() + " = " + some());
      default -> loop();
    }
  }

  private void unpack(String indent) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    String one = names.get(0);
    String two = names.get(1);
    String rest = "rest" + classes++;
    line(
        indent,
        switch (random.nextInt(9)) {
          case 0 -> one + ", " + two + " = " + two + ", " + one;
          case 1 -> "[" + one + ", *" + rest + "] = " + some() + ", 1, 2";
          case 2 -> "*" + rest + ", " + one + " = [1, *range(2), " + some() + "]";
          case 3 -> one + ", *" + rest + ", " + two + " = " + some() + ", " + some();
          case 4 -> "(" + one + ", [" + two + ", _]) = " + some() + ", (" + some() + ", 3)";
          case 5 -> "_, (*" + rest + ", " + one + ") = 0, [1, 2, " + some() + "]";
          case 6 -> one + ", *(_, " + two + ") = " + some() + ", 2, " + some();
          case 7 -> one + ", _, *" + rest + " = " + some() + ", *[1, 2, 3]";
          default -> one + ", " + two + ", _ = " + some() + ", real.Base, 5";
        });
  }

  private void named(String indent) {
    String one = some();
    String from = any(List.of(some(), "real.Base"));
    line(
        indent,
        switch (random.nextInt(8)) {
          case 0 -> "(" + one + " := " + from + ")";
          case 1 -> some() + " = (" + one + " := " + from + ")";
          case 2 -> "x = {(" + one + " := " + from + "): 1}[" + from + "]";
          case 3 -> "assert (" + one + " := " + from + ")";
          case 4 -> "_ = [1, (" + one + " := " + from + "), 2]";
          case 5 -> "if (" + one + " := " + from + "): pass";
          case 6 -> "len([" + one + " := " + from + ", 1])";
          default -> "class C" + classes++ + "(" + one + " := " + from + "): x = 1";
        });
  }

  private void loop() {
    if (flags == FLAGS) {
      unpack("");
      return;
    }
    boolean endless = random.nextInt(4) == 0;
    int number = endless ? flags : flags++;
    line("", endless ? "while True:" : "for _ in rounds('" + number + "', '" + flags++ + "'):");
    boolean defined = false;
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      if (!defined && random.nextInt(3) == 0) {
        defined = true; // classes that descend from one another are not decided
        String base = some();
        define("    ", "D" + classes++, any(List.of("simulate", "parameters", "x")), base);
        line("    ", some() + " = D" + (classes - 1));
      } else {
        statement("    ", false);
      }
    }
    if (endless) {
      line("    ", "break");
    }
  }
}
