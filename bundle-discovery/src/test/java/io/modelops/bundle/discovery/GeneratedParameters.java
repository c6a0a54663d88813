package io.modelops.bundle.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Modules with models, whose parameters are written in many ways. */
final class GeneratedParameters {
  private static final String METHODS =
      "    def simulate(self): ...\n    def parameters(self): ...\n";

  private static final String[] NUMBERS = {
    "0", "7", "1_000", "0x_fF", "0b101", "0o17", "9223372036854775807", "9223372036854775808",
    "123456789012345678901234567890", "0.5", "1.", ".25", "1e-3", "2.5E+10", "1e400", "1_0.0_1",
    "3j", "5e-324", "0.1"
  };

  private static final String[] STRINGS = {
    "'a'",
    "\"b'c\"",
    "r'\\n'",
    "'\\n\\t\\x41\\u00e9\\N{BULLET}'",
    "'é模𝛽'",
    "'''x\n  # y'''",
    "b'\\xff'",
    "''",
    "'\\ud800'",
    "'a' \"b\"",
    "rb'\\x'",
    "u'x'",
    "'\\\n'",
    "\"#\"",
    "'\\0\\177'"
  };

  private static final String[] OTHERS = {
    "f'{1}'", "lambda a, *b: (a, b)", "[x for x in y]", "1 / 365", "+1", "1 + 2j", "name", "a.b.c",
    "not 1", "1 if x else 2", "-name", "f(1, x)", "x[1:2, 3]", "set()", "float('inf')", "{**a}",
    "[*a, 1]", "a < b", "'a' % 1", "2 ** 3", "dict(a=1)", "--1", "~1"
  };

  private final Random random;

  GeneratedParameters(long seed) {
    random = new Random(seed);
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  @SafeVarargs
  private <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }

  private String several(int most, Supplier<String> one) {
    return Stream.generate(one)
        .limit(random.nextInt(most + 1))
        .map(each -> each + "," + space())
        .collect(Collectors.joining());
  }

  private String space() {
    return chance(4) ? any("  ", "\n        ", " # note ]\n    ", " \\\n") : "";
  }

  /** Classes with dicts and constructors full of literals and other expressions. */
  String values() {
    StringBuilder module = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      module.append("class C").append(i).append(":\n    pars = {");
      for (int j = 0; j < 4; j++) {
        module.append("\"p").append(j).append("\": ").append(value(3)).append(",").append(space());
      }
      module.append("}\n    def __init__(self");
      for (int j = 0; j < 3; j++) {
        module.append(", a").append(j).append(any("", ": int", ": 'x'")).append(" = ");
        module.append(value(3)).append(space());
      }
      module.append("): ...\n").append(METHODS);
    }
    return module.toString();
  }

  private String value(int depth) {
    return chance(6) && depth == 3 ? any(OTHERS) : literal(depth);
  }

  private String literal(int depth) {
    if (depth == 0 || chance(2)) {
      return switch (random.nextInt(4)) {
        case 0 -> any("True", "False", "None", "...");
        case 1 -> any(STRINGS);
        default -> any("", "", "-", "- ") + any(NUMBERS);
      };
    }
    Supplier<String> inner = () -> literal(depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "[" + space() + several(4, inner) + "]";
      case 1 -> "(" + space() + several(4, inner) + ")";
      case 2 -> "{" + any(STRINGS) + "," + space() + literal(0) + "}";
      case 3 -> "{" + several(3, () -> any(STRINGS) + ":" + space() + inner.get()) + "}";
      default -> "(" + space() + inner.get() + space() + ")";
    };
  }

  /** Classes that inherit, define and generate constructors. */
  String constructors() {
    StringBuilder module =
        new StringBuilder("from dataclasses import KW_ONLY, InitVar, dataclass, field\n");
    module.append("from typing import ClassVar\nRATE = 0.25\n");
    module.append("class C0:\n").append(METHODS);
    for (int i = 1; i < 12; i++) {
      String base = "C" + random.nextInt(i);
      if (chance(2)) {
        module.append(constructed("M" + i));
        base = any("M" + i + ", " + base, base + ", M" + i);
      }
      module.append(constructed("C" + i + "(" + base + ")"));
    }
    return module.toString();
  }

  private String constructed(String header) {
    boolean fields = chance(3);
    StringBuilder text = new StringBuilder();
    if (fields) {
      text.append(any("@dataclass\n", "@dataclass(frozen=False)\n", "@dataclass(init=False)\n"));
    }
    text.append("class ").append(header).append(":\n    N = 3\n");
    text.append(fields ? fields() : "");
    for (int i = fields ? random.nextInt(5) - 3 : random.nextInt(3); i > 0; i--) {
      text.append("    def __init__(").append(signature()).append("): ...\n");
    }
    return text.toString();
  }

  private String fields() {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String name = "x" + random.nextInt(6);
      lines.add(
          name
              + any(
                  ": int = 1",
                  ": float = field(default=0.5)",
                  ": 'float' = RATE",
                  ": list = field(default_factory=list)",
                  ": int = field(default=2, init=False)",
                  ": ClassVar[int] = 4",
                  ": InitVar[int] = 5",
                  " = 6"));
    }
    if (chance(4)) {
      lines.add("_: KW_ONLY");
    }
    return lines.stream().map(each -> "    " + each + "\n").collect(Collectors.joining());
  }

  private String signature() {
    List<String> parts = new ArrayList<>(List.of("self"));
    boolean defaults = false;
    for (String name : List.of("a", "b", "c")) {
      if (chance(2)) {
        defaults |= chance(2);
        parts.add(name + annotation() + (defaults ? "=" + simple() : ""));
      }
    }
    if (chance(3)) {
      parts.add(1 + random.nextInt(parts.size()), "/");
    }
    if (chance(2)) {
      parts.add(any("*", "*args"));
      for (String name : List.of("k", "m")) {
        parts.add(name + annotation() + (chance(2) ? " = " + simple() : ""));
      }
    }
    if (chance(3)) {
      parts.add("**rest: int");
    }
    return parts.stream()
        .map(each -> each + space().replace("\\", ""))
        .collect(Collectors.joining(","));
  }

  private String annotation() {
    return any("", "", ": int", ": dict[str, int]", ": 'a, b=1'", ": (lambda x=1: x)");
  }

  private String simple() {
    return any(
        "1",
        "-2.5",
        "'x,y'",
        "(1,)",
        "None",
        "RATE",
        "N",
        "lambda x, y=2: {x: y}",
        "RATE * 2",
        "[1, 2]");
  }
}
