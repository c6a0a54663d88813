package io.modelops.bundle.discovery.settings;

import static java.util.stream.Collectors.joining;

import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.util.ArrayList;
import java.util.List;

/** Writes rules as tables at the end of a document. */
final class RuleWriter {
  private final String text;

  RuleWriter(TomlFile file) {
    this.text = file.text();
  }

  static String array(List<String> names) {
    return names.stream().map(SettingsWriter::string).collect(joining(", ", "[", "]"));
  }

  /**
   * The document with one more rule.
   *
   * @throws IllegalArgumentException if tables cannot say what the rule says
   */
  String with(List<String> path, NamedRule rule) {
    String lineBreak = KeyInsertion.lineBreak(text);
    List<String> lines = new ArrayList<>();
    lines.add("[[" + String.join(".", path) + "]]");
    lines.add(RuleReader.NAME + " = " + SettingsWriter.string(rule.name()));
    List<Rule> parts = rule.rule() instanceof Rule.All all ? all.rules() : List.of(rule.rule());
    for (Rule part : parts) {
      boolean not = part instanceof Rule.Not;
      Rule inner = not ? part.rules().get(0) : part;
      lines.add(key(inner, not) + " = " + array(inner.names()));
    }
    return text + KeyInsertion.gap(text) + String.join(lineBreak, lines) + lineBreak;
  }

  private static String key(Rule rule, boolean not) {
    if (rule instanceof Rule.SubclassOf) {
      return not ? RuleReader.NOT_SUBCLASS_OF : RuleReader.SUBCLASS_OF;
    } else if (rule instanceof Rule.Methods && !not) {
      return RuleReader.METHODS;
    } else if (rule instanceof Rule.DecoratedWith && !not) {
      return RuleReader.DECORATED_WITH;
    } else if (rule instanceof Rule.Declared && !not) {
      return RuleReader.DECLARED;
    } else if (rule instanceof Rule.Returning && !not) {
      return RuleReader.RETURNS;
    }
    throw new IllegalArgumentException("a table cannot say this rule");
  }
}
