package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads rules. All keys of a table must hold. */
final class RuleReader {
  static final String NAME = "name";
  static final String METHODS = "methods";
  static final String SUBCLASS_OF = "subclass-of";
  static final String NOT_SUBCLASS_OF = "not-subclass-of";
  static final String DECORATED_WITH = "decorated-with";
  static final String DECLARED = "declared";
  static final String RETURNS = "returns";

  private static final List<String> KEYS =
      List.of(NAME, METHODS, SUBCLASS_OF, NOT_SUBCLASS_OF, DECORATED_WITH, DECLARED, RETURNS);

  private final List<NamedRule> rules = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();

  private RuleReader() {}

  /**
   * Reads the tables of a list.
   *
   * @throws io.modelops.bundle.error.ConfigurationException with line and column
   */
  static RuleReader read(SettingsTable parent, String key) {
    RuleReader reader = new RuleReader();
    for (SettingsTable table : parent.tables(key)) {
      reader.issues.addAll(table.unknown(KEYS));
      reader.rules.add(rule(table));
    }
    return reader;
  }

  /** In the order of the file; several may have one name. */
  List<NamedRule> rules() {
    return rules;
  }

  /** Unknown keys. */
  List<Issue> issues() {
    return issues;
  }

  static String method(String text) {
    if (!Identifiers.isIdentifier(text)) {
      throw new IllegalArgumentException(BundlePath.quote(text) + " is no method name");
    }
    return text;
  }

  private static NamedRule rule(SettingsTable table) {
    String name = table.string(NAME);
    if (name == null || !ClassNames.isId(name)) {
      throw table.wrong(NAME, "a rule needs a name");
    }
    List<Rule> parts = new ArrayList<>();
    add(table, METHODS, "method names", RuleReader::method, Rule::methods, parts);
    add(table, SUBCLASS_OF, "classes", RuleReader::named, Rule::subclassOf, parts);
    List<Rule> not = new ArrayList<>();
    add(table, NOT_SUBCLASS_OF, "classes", RuleReader::named, Rule::subclassOf, not);
    not.forEach(each -> parts.add(Rule.not(each)));
    add(table, DECORATED_WITH, "decorators", RuleReader::named, Rule::decoratedWith, parts);
    add(table, DECLARED, "groups", RuleReader::group, Rule::declared, parts);
    add(table, RETURNS, "classes", RuleReader::named, Rule::returning, parts);
    if (parts.size() == not.size()) {
      String message = "rule " + BundlePath.quote(name) + " says nothing that a model has";
      throw table.wrong(NAME, message + "; it needs methods, subclass-of, or the like");
    }
    Rule rule = parts.size() == 1 ? parts.get(0) : Rule.all(parts.toArray(Rule[]::new));
    return NamedRule.of(name, rule);
  }

  private static String named(String text) {
    Rule.subclassOf(text);
    return text;
  }

  private static String group(String text) {
    Rule.declared(text);
    return text;
  }

  private static void add(
      SettingsTable table,
      String key,
      String what,
      Function<String, String> check,
      Function<String[], Rule> rule,
      List<Rule> parts) {
    List<String> names = table.list(key, what, check);
    if (names.isEmpty() && table.has(key)) {
      throw table.wrong(key, key + " must name something");
    }
    if (!names.isEmpty()) {
      parts.add(rule.apply(names.toArray(String[]::new)));
    }
  }
}
