package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rules that projects ask for by name: {@code presets.toml} beside this class. It is read line
 * by line, as a TOML parser takes a fifth of the time of a short run.
 */
public final class Presets {
  static final String FILE = "presets.toml";

  private static final String TABLE = "[[rule]]";
  private static final String EQUALS = " = ";

  /** The lines of the tables of each name, in the order of the file. */
  private final Map<String, List<List<String>>> tables = new LinkedHashMap<>();

  private Presets() {}

  public static Presets load() {
    try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream(FILE))) {
      Presets presets = new Presets();
      List<String> table = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.equals(TABLE)) {
          table = new ArrayList<>();
        } else if (line.startsWith(RuleReader.NAME + EQUALS)) {
          presets.tables.computeIfAbsent(values(line)[0], key -> new ArrayList<>()).add(table);
        } else if (!line.startsWith("#") && line.contains(EQUALS)) {
          table.add(line);
        }
      }
      return presets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] values(String line) {
    String[] quoted = line.substring(line.indexOf(EQUALS)).split("\"", -1);
    String[] values = new String[quoted.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = quoted[2 * i + 1];
    }
    return values;
  }

  private static NamedRule rule(String name, List<String> table) {
    List<Rule> parts = new ArrayList<>();
    for (String line : table) {
      String[] values = values(line);
      parts.add(
          switch (line.substring(0, line.indexOf(EQUALS))) {
            case RuleReader.METHODS -> Rule.methods(values);
            case RuleReader.SUBCLASS_OF -> Rule.subclassOf(values);
            case RuleReader.NOT_SUBCLASS_OF -> Rule.not(Rule.subclassOf(values));
            case RuleReader.DECORATED_WITH -> Rule.decoratedWith(values);
            case RuleReader.DECLARED -> Rule.declared(values);
            case RuleReader.RETURNS -> Rule.returning(values);
            default -> throw new IllegalStateException(FILE + ": " + line);
          });
    }
    return NamedRule.of(
        name, parts.size() == 1 ? parts.get(0) : Rule.all(parts.toArray(new Rule[0])));
  }

  /** In the order of their names in the file; several may have one name. */
  public List<NamedRule> rules() {
    List<NamedRule> rules = new ArrayList<>();
    tables.keySet().forEach(name -> rules.addAll(named(name)));
    return rules;
  }

  /** Each once. */
  public List<String> names() {
    return List.copyOf(tables.keySet());
  }

  /** The rules of a name; empty if there are none. */
  public List<NamedRule> named(String wanted) {
    List<NamedRule> rules = new ArrayList<>();
    tables.getOrDefault(wanted, List.of()).forEach(table -> rules.add(rule(wanted, table)));
    return rules;
  }
}
