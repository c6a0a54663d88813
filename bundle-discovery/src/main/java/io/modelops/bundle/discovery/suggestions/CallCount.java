package io.modelops.bundle.discovery.suggestions;

import io.modelops.bundle.discovery.project.GeneralLibraries;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.HeadScan.Head;
import io.modelops.bundle.discovery.python.HeadScan.Heads;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.Suggestion.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The calls that make or solve a model where no classes derive from one, and how many files have
 * them.
 */
public final class CallCount {
  private static final int MAX_CALLS = 3;

  /** Fewer files may call anything. */
  private static final int MIN_SURE = 3;

  /** Functions that solve what a function says. */
  private static final Set<String> SOLVERS =
      Set.of("odeint", "solve_ivp", "ode", "ddeint", "sdeint");

  private static final byte[] CLASS = "class ".getBytes(StandardCharsets.US_ASCII);

  private final GeneralLibraries libraries;

  /** By package and last name, as packages offer what their modules define. */
  private final Map<String, List<SourceRange>> files = new TreeMap<>();

  /** Names of classes that derive from what a general library offers. */
  private final Set<String> ofLibraries = new HashSet<>();

  /** The shortest of the names that a thing has, by the same. */
  private final Map<String, String> names = new TreeMap<>();

  public CallCount(GeneralLibraries libraries) {
    this.libraries = libraries;
  }

  /** Whether a call says that this is how models are made. */
  public static boolean isSure(Suggestion call) {
    String name = call.name();
    return call.count() >= MIN_SURE && ModelWords.isLikeAModel(name) && !ModelWords.isVague(name);
  }

  public List<Suggestion> find(
      List<PythonModule> sources, List<Heads> heads, Function<PythonModule, byte[]> read) {
    addOfLibraries(heads);
    for (int i = 0; i < sources.size(); i++) {
      Map<String, String> imported = imported(heads.get(i));
      String star = star(heads.get(i));
      if (!imported.isEmpty() || !star.isEmpty()) {
        count(sources.get(i), read.apply(sources.get(i)), imported, star);
      }
    }
    return files.entrySet().stream()
        .map(
            each ->
                Suggestion.of(
                    Kind.CALL, names.getOrDefault(each.getKey(), each.getKey()), each.getValue()))
        .sorted(CallCount::compare)
        .limit(MAX_CALLS)
        .toList();
  }

  /** Those that may be something else come last. */
  private static int compare(Suggestion a, Suggestion b) {
    int byVagueness = Boolean.compare(ModelWords.isVague(a.name()), ModelWords.isVague(b.name()));
    return byVagueness != 0 ? byVagueness : Integer.compare(b.count(), a.count());
  }

  /**
   * What a file imports, but for general libraries and its own neighbours: a framework's examples
   * use the framework as everybody does.
   */
  private Map<String, String> imported(Heads heads) {
    Map<String, String> imported = new HashMap<>();
    heads
        .imported()
        .forEach(
            (name, meaning) -> {
              if (matters(meaning)) {
                imported.put(name, meaning);
              }
            });
    return imported;
  }

  /** Adds the names of classes that derive from what a general library offers, directly or not. */
  private void addOfLibraries(List<Heads> heads) {
    int before;
    do {
      before = ofLibraries.size();
      for (Heads each : heads) {
        for (Head head : each.classes()) {
          for (String base : head.bases()) {
            if (isOfLibrary(each, head.name(), base)) {
              ofLibraries.add(head.name());
            }
          }
        }
      }
    } while (ofLibraries.size() > before);
  }

  private boolean isOfLibrary(Heads heads, String name, String base) {
    String top = heads.imported().getOrDefault(base.split("\\.", 2)[0], ".").split("\\.", 2)[0];
    String last = base.substring(base.lastIndexOf('.') + 1);
    return (ModelWords.isLikeAModel(last) || !ModelWords.isLikeAModel(name))
        && (ofLibraries.contains(last) || (libraries.has(top) && !BaseCount.SILENT.contains(top)));
  }

  /** The only module that a file imports every name of; empty if there is none. */
  private String star(Heads heads) {
    String star = heads.stars().size() == 1 ? heads.stars().get(0) : ".";
    return matters(star) ? star : "";
  }

  private boolean matters(String dotted) {
    return !dotted.startsWith(".") && !libraries.has(dotted.split("\\.", 2)[0]);
  }

  private void count(
      PythonModule module, byte[] source, Map<String, String> imported, String star) {
    Map<String, Integer> first = new TreeMap<>();
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '(') {
        int start = calleeStart(source, i);
        String dotted = meaning(source, start, i, imported, star);
        if (!dotted.isEmpty() && !isClassHead(source, start)) {
          add(made(dotted), start, first);
        }
      }
    }
    first.forEach(
        (key, at) -> {
          int line = line(source, at);
          files
              .computeIfAbsent(key, missing -> new ArrayList<>())
              .add(new SourceRange(module.file(), line, 1, line));
        });
  }

  private static int calleeStart(byte[] source, int end) {
    int start = end;
    while (start > 0 && (source[start - 1] == '.' || isPart(source[start - 1]))) {
      start--;
    }
    return start;
  }

  private static boolean isPart(byte each) {
    return each == '_'
        || (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9');
  }

  /** What is called by a dotted name in a source; empty if it cannot be told. */
  private static String meaning(
      byte[] source, int start, int end, Map<String, String> imported, String star) {
    int dot = start;
    while (dot < end && source[dot] != '.') {
      dot++;
    }
    if (dot == start) {
      return "";
    }
    String first = new String(source, start, dot - start, StandardCharsets.ISO_8859_1);
    String meaning = imported.get(first);
    if (meaning == null) {
      boolean ofStar = !star.isEmpty() && first.length() > 1 && isCapital(first.charAt(0));
      meaning = ofStar ? star + "." + first : "";
    }
    String rest = new String(source, dot, end - dot, StandardCharsets.ISO_8859_1);
    return meaning.isEmpty() || rest.contains("..") || rest.endsWith(".") ? "" : meaning + rest;
  }

  private static boolean isCapital(char each) {
    return each >= 'A' && each <= 'Z';
  }

  private static boolean isClassHead(byte[] source, int name) {
    int start = name - CLASS.length;
    return start >= 0 && Arrays.equals(source, start, name, CLASS, 0, CLASS.length);
  }

  private static int line(byte[] source, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += source[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** What is called, or whose class method is: {@code town.World.of_file(…)} makes a world. */
  private static String made(String dotted) {
    int dot = dotted.lastIndexOf('.');
    String before = dotted.substring(0, Math.max(dot, 0));
    return Character.isLowerCase(dotted.charAt(dot + 1)) && ModelWords.isLikeAModel(before)
        ? before
        : dotted;
  }

  private void add(String dotted, int at, Map<String, Integer> first) {
    int dot = dotted.lastIndexOf('.');
    String last = dotted.substring(dot + 1);
    if (dot > 0
        && !ofLibraries.contains(last)
        && (ModelWords.isLikeAModel(last) || SOLVERS.contains(last))) {
      String key = dotted.split("\\.", 2)[0] + " " + last;
      names.merge(
          key, dotted.substring(0, dot) + ":" + last, (a, b) -> b.length() < a.length() ? b : a);
      first.putIfAbsent(key, at);
    }
  }
}
