package io.modelops.bundle.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source of a small package with deep hierarchies: several bases, generic and abstract ones,
 * classes in classes, and names that lead through aliases, re-exports, star imports, relative
 * imports and the attributes of packages.
 */
final class GeneratedHierarchy {
  /** In the order in which they may import one another. */
  private static final List<String> MODULES =
      List.of("base", "sub.deep", "sub", "mixins", "models");

  private static final String[] METHODS = {"simulate", "parameters"};

  private final Random random;
  private final String name;

  /** The names of classes that each module binds for good, without those that may be missing. */
  private final Map<String, List<String>> bound = new LinkedHashMap<>();

  private final StringBuilder source = new StringBuilder();
  private List<String> names = new ArrayList<>();
  private String module = "";
  private int classes;
  private boolean framework;

  /** Some classes derive from {@code citysim.Model}, and some methods are its outputs. */
  GeneratedHierarchy withFramework() {
    framework = true;
    return this;
  }

  GeneratedHierarchy(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  Imported.Importable write(Project project) {
    for (String each : MODULES) {
      module = each;
      names = new ArrayList<>();
      bound.put(each, names);
      source.setLength(0);
      line("from abc import ABC, abstractmethod");
      line("from typing import Generic, TypeVar");
      line("T = TypeVar('T')");
      line("def f(self): ...");
      if (framework) {
        useFramework();
      }
      int statements = 2 + random.nextInt(4);
      for (int i = 0; i < statements; i++) {
        statement();
      }
      project.with(file(each), source.toString());
    }
    project.with(name.replace('.', '/') + "/__init__.py", initial());
    return new Imported.Importable(
        name, 0, MODULES.stream().map(each -> name + "." + each).toList());
  }

  /** For each module the names that classes have in it, some of them dotted. */
  Map<String, List<String>> bound() {
    return bound;
  }

  private void useFramework() {
    line("import citysim");
    line("from citysim import output");
    String as = fresh();
    switch (random.nextInt(5)) {
      case 0 -> bind("citysim.Model");
      case 1 -> {
        line("from citysim.core import Model as " + as);
        bind(as);
      }
      case 2 -> {
        line(as + " = citysim.Model");
        bind(as);
      }
      case 3 -> {
        line("@output\nclass " + as + "(citysim.Model): ...");
        bind(as);
      }
      default -> {}
    }
  }

  /** Nothing, or what makes modules and their names attributes of the package. */
  private String initial() {
    String from = any(MODULES);
    return switch (random.nextInt(4)) {
      case 0 -> "from ." + from + " import *\n";
      case 1 -> "from . import base, models as m\n";
      case 2 -> plain(from).isEmpty() ? "" : "from ." + from + " import " + any(plain(from)) + "\n";
      default -> "";
    };
  }

  private String file(String module) {
    return name.replace('.', '/')
        + "/"
        + (module.equals("sub") ? "sub/__init__" : module.replace('.', '/'))
        + ".py";
  }

  private void line(String text) {
    source.append(text).append('\n');
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String fresh() {
    return "C" + classes++;
  }

  private void bind(String chosen) {
    if (!names.contains(chosen)) {
      names.add(chosen);
    }
  }

  private void statement() {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> define();
      case 4, 5, 6 -> importSome();
      case 7 -> alias();
      case 8 -> nested();
      default -> hide();
    }
  }

  private void define() {
    String defined = fresh();
    List<String> bases = bases();
    boolean mayFail = bases.size() > 1;
    String indent = mayFail ? "    " : "";
    if (mayFail) {
      line("try:");
    }
    line(indent + "class " + defined + header(bases) + ":");
    body(indent + "    ");
    if (mayFail) {
      line("except TypeError: pass");
    } else {
      bind(defined);
    }
  }

  private static String header(List<String> bases) {
    return bases.isEmpty() ? "" : "(" + String.join(", ", bases) + ")";
  }

  private List<String> bases() {
    int count = Math.min(names.size(), random.nextInt(4));
    List<String> bases =
        Stream.generate(() -> any(names)).limit(count).distinct().collect(Collectors.toList());
    switch (random.nextInt(8)) {
      case 0 -> bases.add("ABC");
      case 1 -> bases.add("Generic[T]");
      case 2 -> bases.add(0, "Exception");
      case 3 -> bases.add("object");
      default -> {}
    }
    return bases;
  }

  private void body(String indent) {
    line(indent + "x = 1");
    for (String method : METHODS) {
      if (framework && random.nextInt(4) == 0) {
        line(indent + "@output");
        line(indent + "def " + method + "(self): ...");
        continue;
      }
      switch (random.nextInt(9)) {
        case 0, 1 -> line(indent + "def " + method + "(self): ...");
        case 2 -> line(indent + method + " = f");
        case 3 -> line(indent + "async def " + method + "(self): ...");
        case 4 -> line(indent + "@staticmethod\n" + indent + "def " + method + "(): ...");
        case 5 -> line(indent + "@abstractmethod\n" + indent + "def " + method + "(self): ...");
        case 6 -> line(indent + method + " = " + any(List.of("None", "{}", "lambda self: 1")));
        default -> {}
      }
    }
  }

  private void alias() {
    if (names.isEmpty()) {
      define();
      return;
    }
    String some = any(names);
    String other = any(names);
    String one = fresh();
    String two = fresh();
    switch (random.nextInt(4)) {
      case 0 -> line(one + " = " + two + " = " + some);
      case 1 -> line(one + ", " + two + " = " + some + ", " + other);
      case 2 -> line(one + ": type = " + some + "; " + two + ": 'type' = " + other);
      default -> line("[" + one + ", " + two + "] = [" + some + ", " + other + "]");
    }
    bind(one);
    bind(two);
  }

  private void nested() {
    String outer = fresh();
    String inner = fresh();
    line("class " + outer + ":");
    line("    class " + inner + header(names.isEmpty() ? List.of() : List.of(any(names))) + ":");
    body("        ");
    line("    class " + inner + "Again(" + inner + "): ...");
    bind(outer);
    bind(outer + "." + inner);
  }

  /** What looks as if it bound a name, and does not. */
  private void hide() {
    if (names.isEmpty()) {
      define();
      return;
    }
    String some = first(any(names));
    switch (random.nextInt(4)) {
      case 0 -> line("_ = [" + some + " for " + some + " in ()]");
      case 1 -> line("def g" + classes + "(" + some + "=1):\n    class " + some + ": ...");
      case 2 -> line("class H" + classes + ":\n    " + some + " = 1");
      default -> line("_ = lambda " + some + ": " + some);
    }
  }

  private static String first(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  private void importSome() {
    List<String> before = MODULES.subList(0, MODULES.indexOf(module));
    List<String> filled = before.stream().filter(each -> !plain(each).isEmpty()).toList();
    if (filled.isEmpty()) {
      define();
      return;
    }
    String from = any(filled);
    String some = any(plain(from));
    String as = fresh();
    switch (random.nextInt(6)) {
      case 0 -> {
        line("from " + name + "." + from + " import " + some + " as " + as);
        bind(as);
      }
      case 1 -> {
        line("from " + relative(from) + " import " + some);
        bind(some);
      }
      case 2 -> {
        line("import " + name + "." + from);
        bind(name + "." + from + "." + some);
      }
      case 3 -> {
        line("import " + name + "." + from + " as m" + as);
        bind("m" + as + "." + some);
      }
      case 4 -> {
        line("from " + relative(from) + " import *");
        plain(from).stream().filter(each -> each.startsWith("C")).forEach(this::bind);
      }
      default -> {
        int dot = from.lastIndexOf('.');
        String parent = dot < 0 ? name : name + "." + from.substring(0, dot);
        line("from " + parent + " import " + from.substring(dot + 1) + " as n" + as);
        bind("n" + as + "." + some);
      }
    }
  }

  /** Without those that lead through other modules or classes. */
  private List<String> plain(String module) {
    return bound.getOrDefault(module, List.of()).stream()
        .filter(each -> each.indexOf('.') < 0)
        .toList();
  }

  /** From the package that the current module is in, or is. */
  private String relative(String target) {
    boolean below = module.startsWith("sub");
    if (!below) {
      return "." + target;
    }
    return target.startsWith("sub.") ? "." + target.substring(4) : ".." + target;
  }
}
