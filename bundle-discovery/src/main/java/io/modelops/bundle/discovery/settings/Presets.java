package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rules that projects ask for by name: {@code presets.toml} beside this class. It is read line
 * by line, as a TOML parser takes a fifth of the time of a short run.
 */
public final class Presets {
  static final String FILE = "presets.toml";

  private static final String TABLE = "[[rule]]";

  private final List<NamedRule> rules = new ArrayList<>();
  private String name = "";
  private final List<Rule> parts = new ArrayList<>();

  private Presets() {}

  public static Presets load() {
    try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream(FILE))) {
      Presets presets = new Presets();
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(presets::read);
      presets.end();
      return presets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line) {
    int equals = line.indexOf(" = ");
    if (line.equals(TABLE)) {
      end();
    } else if (equals > 0 && !line.startsWith("#")) {
      String[] quoted = line.substring(equals).split("\"", -1);
      List<String> values = new ArrayList<>();
      for (int i = 1; i < quoted.length; i += 2) {
        values.add(quoted[i]);
      }
      add(line.substring(0, equals), values.toArray(new String[0]));
    }
  }

  private void add(String key, String[] values) {
    switch (key) {
      case RuleReader.NAME -> name = values[0];
      case RuleReader.METHODS -> parts.add(Rule.methods(values));
      case RuleReader.SUBCLASS_OF -> parts.add(Rule.subclassOf(values));
      case RuleReader.NOT_SUBCLASS_OF -> parts.add(Rule.not(Rule.subclassOf(values)));
      case RuleReader.DECORATED_WITH -> parts.add(Rule.decoratedWith(values));
      case RuleReader.DECLARED -> parts.add(Rule.declared(values));
      case RuleReader.RETURNS -> parts.add(Rule.returning(values));
      default -> throw new IllegalStateException(FILE + ": " + key);
    }
  }

  private void end() {
    if (!parts.isEmpty()) {
      Rule rule = parts.size() == 1 ? parts.get(0) : Rule.all(parts.toArray(new Rule[0]));
      rules.add(NamedRule.of(name, rule));
      parts.clear();
    }
  }

  /** In the order of the file; several may have one name. */
  public List<NamedRule> rules() {
    return rules;
  }

  /** Each once. */
  public List<String> names() {
    return rules.stream().map(NamedRule::name).distinct().toList();
  }

  /** The rules of a name; empty if there are none. */
  public List<NamedRule> named(String wanted) {
    return rules.stream().filter(rule -> rule.name().equals(wanted)).toList();
  }
}
