package io.modelops.bundle.discovery.suggestions;

import io.modelops.bundle.discovery.project.GeneralLibraries;
import io.modelops.bundle.discovery.project.Modules;
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
 * The calls that make or solve a model where models are no classes, and how many files have them.
 */
public final class CallCount {
  private static final int MAX_CALLS = 3;

  /** Functions that solve what a function says. */
  private static final Set<String> SOLVERS =
      Set.of("odeint", "solve_ivp", "ode", "ddeint", "sdeint");

  private static final Pattern NAME = Pattern.compile("\\w+");

  private final Modules modules;
  private final GeneralLibraries libraries;
  private final Map<String, List<SourceRange>> files = new TreeMap<>();

  public CallCount(Modules modules, GeneralLibraries libraries) {
    this.modules = modules;
    this.libraries = libraries;
  }

  public List<Suggestion> find(
      List<PythonModule> sources, List<Heads> heads, Function<PythonModule, byte[]> read) {
    for (int i = 0; i < sources.size(); i++) {
      Map<String, String> outside = outside(heads.get(i));
      if (!outside.isEmpty()) {
        count(sources.get(i), read.apply(sources.get(i)), outside);
      }
    }
    return files.entrySet().stream()
        .map(each -> Suggestion.of(Kind.CALL, each.getKey(), each.getValue()))
        .sorted(Comparator.comparingInt(Suggestion::count).reversed())
        .limit(MAX_CALLS)
        .toList();
  }

  /** What is imported from outside, of a kind that models are made with. */
  private Map<String, String> outside(Heads heads) {
    return heads.imported().entrySet().stream()
        .filter(each -> NAME.matcher(each.getKey()).matches() && matters(each.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private boolean matters(String dotted) {
    String top = dotted.split("\\.", 2)[0];
    return !dotted.startsWith(".") && !modules.exists(top) && !libraries.has(top);
  }

  private void count(PythonModule module, byte[] source, Map<String, String> outside) {
    String text = new String(source, StandardCharsets.ISO_8859_1);
    Pattern call =
        Pattern.compile("(?<![\\w.])(" + String.join("|", outside.keySet()) + ")((?:\\.\\w+)*)\\(");
    Map<String, Integer> first = new TreeMap<>();
    Matcher matcher = call.matcher(text);
    while (matcher.find()) {
      String dotted = outside.get(matcher.group(1)) + matcher.group(2);
      int dot = dotted.lastIndexOf('.');
      String last = dotted.substring(dot + 1);
      if (dot > 0 && (ModelWords.isLikeAModel(last) || SOLVERS.contains(last))) {
        first.putIfAbsent(dotted.substring(0, dot) + ":" + last, matcher.start());
      }
    }
    first.forEach(
        (name, at) -> {
          int line = 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
          files
              .computeIfAbsent(name, key -> new ArrayList<>())
              .add(new SourceRange(module.file(), line, 1, line));
        });
  }
}
