package io.modelops.bundle.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The source of a small package whose modules bind names in branches, by imports and by aliases.
 * Every flag is asked once, so that branches are independent of one another.
 */
final class GeneratedPackage {
  static final int FLAGS = 3;
  static final List<String> MODULES = List.of("a", "b", "c");

  private static final String[] NAMES = {"K", "L", "M", "N"};
  private static final String[] NO_METHODS = {"None", "{}", "3", "'x'", "[1]", "dict(x=1)"};
  private static final String[] NEVER = {
    "False",
    "0",
    "TYPE_CHECKING",
    "TC",
    "not True",
    "NEVER",
    "TYPE_CHECKING and flag('9')",
    "sys.version_info < (3,)",
    "__name__ == '__main__'"
  };
  private static final String[] ALWAYS = {
    "True", "not TYPE_CHECKING", "sys.version_info[0] >= 3", "1 or flag('9')", "not NEVER"
  };

  private static final List<String[]> ONCE =
      List.of(
          new String[] {"with open(os.devnull) as opened:", ""},
          new String[] {"while True:", "    break"},
          new String[] {"try:", "finally: pass"},
          new String[] {"try: pass\nfinally:", ""});

  private final Random random;
  private final String name;
  private final StringBuilder source = new StringBuilder();
  private final List<String> bound = new ArrayList<>();
  private int flags;
  private String module = "a";

  GeneratedPackage(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  Imported.Importable write(Project project) {
    project.with(name + "/__init__.py", "");
    for (String each : MODULES) {
      module = each;
      bound.clear();
      source.setLength(0);
      source.append("import os, sys\nfrom typing import TYPE_CHECKING, TYPE_CHECKING as TC\n");
      source.append("NEVER = False\ndef flag(n): return os.environ.get('FLAG' + n) == '1'\n");
      source.append("def f(self): ...\n");
      for (int i = 0; i < 4 + random.nextInt(4); i++) {
        statement("", true);
      }
      project.with(name + "/" + each + ".py", source.toString());
    }
    return new Imported.Importable(
        name, flags, MODULES.stream().map(each -> name + "." + each).toList());
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void line(String indent, String text) {
    source.append(indent).append(text).append('\n');
  }

  private void statement(String indent, boolean branches) {
    switch (random.nextInt(branches ? 11 : 5)) {
      case 0, 1, 2 -> define(indent);
      case 3 -> {
        String value = bound.isEmpty() ? "object" : any(bound);
        line(indent, bind() + " = " + value);
      }
      case 4 -> importName(indent);
      case 5, 6 -> fork(indent);
      case 7 -> attempt(indent);
      case 8 -> patch(indent);
      case 9 -> inside(indent);
      default -> decided(indent);
    }
  }

  /** A statement inside of one that runs it once. */
  private void inside(String indent) {
    String[] around = any(ONCE);
    line(indent, around[0]);
    statement(indent + "    ", false);
    if (!around[1].isEmpty()) {
      line(indent, around[1]);
    }
  }

  /** A name that is bound from here on, whatever it was. */
  private String bind() {
    String chosen = any(List.of(NAMES));
    if (!bound.contains(chosen)) {
      bound.add(chosen);
    }
    return chosen;
  }

  private void define(String indent) {
    String base = bound.isEmpty() || random.nextBoolean() ? "" : "(" + any(bound) + ")";
    line(indent, "class " + bind() + base + ":");
    line(indent + "    ", "x = 1");
    for (String method : new String[] {"simulate", "parameters"}) {
      switch (random.nextInt(6)) {
        case 0, 1 -> line(indent + "    ", "def " + method + "(self): ...");
        case 2 -> line(indent + "    ", method + " = f");
        case 3 -> line(indent + "    ", method + " = " + any(List.of(NO_METHODS)));
        default -> {}
      }
    }
  }

  private void importName(String indent) {
    int before = MODULES.indexOf(module);
    if (before > 0) {
      String from = name + "." + MODULES.get(random.nextInt(before));
      String imported = any(List.of(NAMES));
      line(indent, "try: from " + from + " import " + imported);
      line(indent, "except ImportError: " + imported + " = object");
      if (!bound.contains(imported)) {
        bound.add(imported);
      }
    } else {
      define(indent);
    }
  }

  /** Both branches bind, so that no name is bound in one only. */
  private void fork(String indent) {
    if (flags == FLAGS) {
      define(indent);
      return;
    }
    line(indent, "if flag('" + flags++ + "'):");
    List<String> before = List.copyOf(bound);
    define(indent + "    ");
    List<String> then = List.copyOf(bound);
    reset(before);
    line(indent, "else:");
    define(indent + "    ");
    bound.retainAll(then);
  }

  private void reset(List<String> names) {
    bound.clear();
    bound.addAll(names);
  }

  private void decided(String indent) {
    boolean never = random.nextBoolean();
    List<String> before = List.copyOf(bound);
    line(indent, "if " + any(List.of(never ? NEVER : ALWAYS)) + ":");
    statement(indent + "    ", false);
    List<String> then = List.copyOf(bound);
    reset(before);
    line(indent, "else:");
    statement(indent + "    ", false);
    if (!never) {
      reset(then);
    }
  }

  private void attempt(String indent) {
    line(indent, "try:");
    String chosen = bind();
    line(indent, "    from " + name + ".gone import " + chosen);
    line(indent, "except ImportError:");
    line(indent, "    class " + chosen + ":");
    line(indent, "        def simulate(self): ...");
  }

  private void patch(String indent) {
    String chosen = bind();
    line(indent, "class " + chosen + ": x = 1");
    line(indent, chosen + ".parameters = " + (random.nextBoolean() ? "f" : "None"));
    if (random.nextInt(4) == 0) {
      line(indent, "del " + chosen);
      bound.remove(chosen);
    }
  }
}
