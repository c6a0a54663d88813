package io.modelops.bundle.discovery.symbols;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what a module's statements do to {@code __all__}. */
final class ExportsBuilder {
  private static final String STRING = "(?:\"[^\"\\\\]*\"|'[^'\\\\]*')";
  private static final String STRINGS = "\\s*(?:" + STRING + "\\s*,\\s*)*+(?:" + STRING + ")?\\s*";
  private static final Pattern LIST =
      Pattern.compile("\\[" + STRINGS + "\\]|\\(" + STRINGS + "\\)|(?=.*,)" + STRINGS);
  private static final Pattern ITEM = Pattern.compile(STRING);

  private boolean declared;
  private boolean literal = true;
  private final Set<String> names = new HashSet<>();

  void assigned(String value) {
    declared = true;
    if (!LIST.matcher(value).matches()) {
      literal = false;
      return;
    }
    Matcher item = ITEM.matcher(value);
    while (item.find()) {
      names.add(item.group().substring(1, item.group().length() - 1));
    }
  }

  Exports build() {
    return declared ? new Exports(true, literal, names, List.of()) : Exports.NONE;
  }
}
