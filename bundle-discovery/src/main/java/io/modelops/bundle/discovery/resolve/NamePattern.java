package io.modelops.bundle.discovery.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The name of a class or decorator as rules give it; see {@code Rule}. */
public final class NamePattern {
  private static final Pattern LAST_WORD = Pattern.compile("\\p{Lu}?[^\\p{Lu}.:*]*$");

  private final String top;
  private final String word;
  private final List<Predicate<String>> module;
  private final List<Predicate<String>> name;
  private final boolean exact;

  private NamePattern(String module, String name) {
    this.top = module.split("\\.", 2)[0];
    this.word = LAST_WORD.matcher(name).results().findFirst().map(MatchResult::group).orElse("");
    this.module = components(module);
    this.name = components(name);
    this.exact = !name.contains("*");
  }

  /**
   * Reads a pattern.
   *
   * @param text {@code module:Name}
   */
  public static NamePattern parse(String text) {
    int colon = text.indexOf(':');
    return new NamePattern(text.substring(0, colon), text.substring(colon + 1));
  }

  private static List<Predicate<String>> components(String dotted) {
    List<Predicate<String>> components = new ArrayList<>();
    for (String each : dotted.split("\\.", -1)) {
      components.add(
          each.contains("*")
              ? Pattern.compile(
                      "\\Q" + each.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E",
                      Pattern.DOTALL)
                  .asMatchPredicate()
              : each::equals);
    }
    return components;
  }

  /** Whether the last component of a name is such that the whole name may match. */
  public boolean mayEnd(String last) {
    return name.get(name.size() - 1).test(last);
  }

  /**
   * Whether a name is meant. The module that it is given with may lie below or above the one of the
   * pattern, as packages offer what their modules define.
   *
   * @param full dotted, or with a colon after the module
   */
  public boolean matches(String full) {
    String[] components = full.split("[.:]", -1);
    int depth = components.length - name.size();
    if (depth < 1) {
      return false;
    }
    for (int i = 0; i < name.size(); i++) {
      if (!name.get(i).test(components[depth + i])) {
        return false;
      }
    }
    for (int i = 0; i < Math.min(depth, module.size()); i++) {
      if (!module.get(i).test(components[i])) {
        return false;
      }
    }
    return depth >= module.size() || exact;
  }

  /**
   * Whether a name is of the same package and ends in the same word, as derived classes often do.
   */
  boolean resembles(String full) {
    return full.split("[.:]", 2)[0].equals(top) && full.endsWith(word);
  }
}
