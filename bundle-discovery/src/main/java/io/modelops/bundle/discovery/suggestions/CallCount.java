package io.modelops.bundle.discovery.suggestions;

import io.modelops.bundle.discovery.project.GeneralLibraries;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.HeadScan.Heads;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.Suggestion.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The calls that make or solve a model where no classes derive from one, and how many files have
 * them.
 */
public final class CallCount {
  private static final int MAX_CALLS = 3;

  /** Functions that solve what a function says. */
  private static final Set<String> SOLVERS =
      Set.of("odeint", "solve_ivp", "ode", "ddeint", "sdeint");

  private static final Pattern NAME = Pattern.compile("\\w+");

  private final GeneralLibraries libraries;

  /** By package and last name, as packages offer what their modules define. */
  private final Map<String, List<SourceRange>> files = new TreeMap<>();

  /** The shortest of the names that a thing has, by the same. */
  private final Map<String, String> names = new TreeMap<>();

  public CallCount(GeneralLibraries libraries) {
    this.libraries = libraries;
  }

  public List<Suggestion> find(
      List<PythonModule> sources, List<Heads> heads, Function<PythonModule, byte[]> read) {
    for (int i = 0; i < sources.size(); i++) {
      Map<String, String> imported = imported(heads.get(i));
      if (!imported.isEmpty()) {
        count(sources.get(i), read.apply(sources.get(i)), imported);
      }
    }
    return files.entrySet().stream()
        .map(
            each ->
                Suggestion.of(
                    Kind.CALL, names.getOrDefault(each.getKey(), each.getKey()), each.getValue()))
        .sorted(
            Comparator.comparing((Suggestion each) -> ModelWords.isVague(each.name()))
                .thenComparing(Comparator.comparingInt(Suggestion::count).reversed()))
        .limit(MAX_CALLS)
        .toList();
  }

  /**
   * What a file imports, but for general libraries and its own neighbours: a framework's examples
   * use the framework as everybody does.
   */
  private Map<String, String> imported(Heads heads) {
    return heads.imported().entrySet().stream()
        .filter(each -> NAME.matcher(each.getKey()).matches() && matters(each.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private boolean matters(String dotted) {
    return !dotted.startsWith(".") && !libraries.has(dotted.split("\\.", 2)[0]);
  }

  private void count(PythonModule module, byte[] source, Map<String, String> imported) {
    String text = new String(source, StandardCharsets.ISO_8859_1);
    Pattern call =
        Pattern.compile(
            "(?<![\\w.])(" + String.join("|", imported.keySet()) + ")((?:\\.\\w+)*)\\(");
    Map<String, Integer> first = new TreeMap<>();
    Matcher matcher = call.matcher(text);
    while (matcher.find()) {
      String dotted = imported.get(matcher.group(1)) + matcher.group(2);
      int dot = dotted.lastIndexOf('.');
      String last = dotted.substring(dot + 1);
      if (dot > 0 && (ModelWords.isLikeAModel(last) || SOLVERS.contains(last))) {
        String key = dotted.split("\\.", 2)[0] + " " + last;
        names.merge(
            key, dotted.substring(0, dot) + ":" + last, (a, b) -> b.length() < a.length() ? b : a);
        first.putIfAbsent(key, matcher.start());
      }
    }
    first.forEach(
        (key, at) -> {
          int line = 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
          files
              .computeIfAbsent(key, missing -> new ArrayList<>())
              .add(new SourceRange(module.file(), line, 1, line));
        });
  }
}
