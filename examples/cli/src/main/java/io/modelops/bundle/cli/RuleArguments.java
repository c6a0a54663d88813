package io.modelops.bundle.cli;

import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** By which rules models are searched, as the command line says it. */
final class RuleArguments {
  private static final String RULE = "--rule";
  private static final String METHODS = "--methods";
  private static final String SUBCLASS_OF = "--subclass-of";
  private static final String DECORATED_WITH = "--decorated-with";
  private static final String ENVIRONMENT = "--environment";

  private final Invocation invocation;

  RuleArguments(Invocation invocation) {
    this.invocation = invocation;
  }

  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(
            Options.value("A,B", "Search by these rules, such as mesa or gymnasium.", RULE))
        .addOption(Options.value("A,B", "A model has these methods.", METHODS))
        .addOption(
            Options.value("pkg:A,B", "A model derives from one of these classes.", SUBCLASS_OF))
        .addOption(
            Options.value("pkg:a,b", "A model is decorated so, or a method of it.", DECORATED_WITH))
        .addOption(
            Options.value(
                "DIR", "Look up classes outside the project there, as in .venv.", ENVIRONMENT));
  }

  /** Whether the command line names rules. */
  boolean given() {
    return Stream.of(RULE, METHODS, SUBCLASS_OF, DECORATED_WITH)
        .anyMatch(option -> invocation.value(option) != null);
  }

  /** Whether the command line says anything of it. */
  boolean differ() {
    return !words().isEmpty();
  }

  /** As it is typed behind a command, with a blank before it; empty if nothing is said. */
  String words() {
    return Stream.of(RULE, METHODS, SUBCLASS_OF, DECORATED_WITH, ENVIRONMENT)
        .filter(option -> invocation.value(option) != null)
        .map(option -> " " + option + " " + Text.shell(String.valueOf(invocation.value(option))))
        .collect(Collectors.joining());
  }

  /**
   * What is searched.
   *
   * @param said by the project
   */
  DiscoveryOptions applied(Path project, DiscoveryOptions said) {
    String environment = invocation.value(ENVIRONMENT);
    DiscoveryOptions options = given() ? withRules(said) : said;
    return environment == null ? options : options.withEnvironment(relative(project, environment));
  }

  /** As pyproject.toml can say it, where there is such a way. */
  private String relative(Path project, String directory) {
    if (directory.isBlank()) {
      throw CommandException.usage(ENVIRONMENT + " is empty", "for example --environment .venv");
    }
    Path working = invocation.console().surroundings().directory();
    Path place = Invocation.path(working, directory).toAbsolutePath().normalize();
    boolean reachable = Objects.equals(project.getRoot(), place.getRoot());
    String path = (reachable ? project.relativize(place) : place).toString().replace('\\', '/');
    return path.isEmpty() ? "." : path;
  }

  private DiscoveryOptions withRules(DiscoveryOptions said) {
    List<String> names = list(RULE, "for example --rule mesa");
    List<NamedRule> rules =
        new ArrayList<>(said.rules().stream().filter(r -> names.contains(r.name())).toList());
    Set<String> own = rules.stream().map(NamedRule::name).collect(Collectors.toSet());
    Rule made = made();
    if (made != null) {
      rules.add(named(made, said.rules()));
    }
    String[] presets = names.stream().filter(name -> !own.contains(name)).toArray(String[]::new);
    return presets.length == 0
        ? said.withOnlyRules(rules)
        : said.withRules(rules).withPresets(presets);
  }

  /** All that is said must hold together. */
  private @Nullable Rule made() {
    List<Rule> parts = new ArrayList<>();
    add(METHODS, "for example --methods simulate,parameters", Rule::methods, parts);
    add(SUBCLASS_OF, "for example --subclass-of mesa:Model", Rule::subclassOf, parts);
    add(
        DECORATED_WITH,
        "for example --decorated-with lab.models:model",
        Rule::decoratedWith,
        parts);
    return parts.isEmpty()
        ? null
        : parts.size() == 1 ? parts.get(0) : Rule.all(parts.toArray(Rule[]::new));
  }

  private void add(String option, String hint, Function<String[], Rule> rule, List<Rule> parts) {
    String[] names = list(option, hint).toArray(String[]::new);
    if (names.length > 0) {
      try {
        parts.add(rule.apply(names));
      } catch (IllegalArgumentException e) {
        throw CommandException.usage(option + ": " + e.getMessage(), hint);
      }
    }
  }

  /**
   * Methods alone are called so; other rules are called after the package, and apart from others.
   */
  private static NamedRule named(Rule rule, List<NamedRule> others) {
    List<String> classes = new ArrayList<>(rule.names(Rule.SubclassOf.class));
    classes.addAll(rule.names(Rule.DecoratedWith.class));
    String plain = classes.isEmpty() ? "methods" : classes.get(0).split("[.:]", 2)[0];
    NamedRule named = NamedRule.of(plain, rule);
    for (int i = 2; !classes.isEmpty() && clashes(named, others); i++) {
      named = NamedRule.of(plain + "-" + i, rule);
    }
    return named;
  }

  private static boolean clashes(NamedRule rule, List<NamedRule> others) {
    return !others.contains(rule)
        && others.stream().anyMatch(other -> other.name().equals(rule.name()));
  }

  private List<String> list(String option, String hint) {
    String given = invocation.value(option);
    List<String> names =
        given == null
            ? List.of()
            : Stream.of(given.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
    if (given != null && names.isEmpty()) {
      throw CommandException.usage(option + " names nothing", hint);
    }
    return names;
  }
}
