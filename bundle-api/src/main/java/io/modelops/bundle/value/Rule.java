package io.modelops.bundle.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes a class or a function a model. A rule holds, does not hold, or cannot be decided by
 * reading.
 *
 * <p>Classes and decorators are named {@code module:Name}; a {@code *} stands for any characters
 * but {@code .} and {@code :}, and not for the first component of the module. They need not be in
 * the project. As a package often offers what one of its modules defines, {@code mesa:Model} also
 * means {@code mesa.model:Model}, and the other way round.
 */
public abstract sealed class Rule extends Value {
  private static final long serialVersionUID = 1L;

  private static final Pattern NAME =
      Pattern.compile("[^\\s:.*]+(\\.[^\\s:.]+)*:[^\\s:.]+(\\.[^\\s:.]+)*");

  private static final List<Class<?>> KINDS =
      List.of(
          Methods.class,
          SubclassOf.class,
          DecoratedWith.class,
          Declared.class,
          Returning.class,
          Not.class,
          All.class,
          Any.class);

  private final List<String> names;
  private final List<Rule> rules;

  private Rule(List<String> names, List<Rule> rules) {
    if (names.isEmpty() && rules.isEmpty()) {
      throw new IllegalArgumentException("a rule needs a name");
    }
    this.names = List.copyOf(new LinkedHashSet<>(names));
    this.rules =
        rules.stream()
            .distinct()
            .sorted((a, b) -> KINDS.indexOf(a.getClass()) - KINDS.indexOf(b.getClass()))
            .toList();
  }

  /** The class has all of these methods, of its own or inherited. */
  public static Rule methods(String... names) {
    return new Methods(List.of(names));
  }

  /**
   * The class derives from one of these, and is none of them itself. This is not decided where a
   * base is not known, or is another one of the same package whose name ends in the same word.
   */
  public static Rule subclassOf(String... classes) {
    return new SubclassOf(named(classes));
  }

  /** The class, a method that it has, or the function is decorated with one of these. */
  public static Rule decoratedWith(String... decorators) {
    return new DecoratedWith(named(decorators));
  }

  /**
   * A file of the project names the class or function: in an entry point of one of these groups;
   * for {@code tool.x.y}, under the key {@code class} of such a table of pyproject.toml; for a
   * function such as {@code gymnasium:register}, in a literal {@code "module:Name"} that a call of
   * it is given.
   */
  public static Rule declared(String... groups) {
    named(Stream.of(groups).filter(group -> group.contains(":")).toArray(String[]::new));
    return new Declared(List.of(groups));
  }

  /**
   * A function of a module returns what a call of one of these makes, or of a class of the project
   * that derives from one, directly or by a name that it gives to that. This holds for no class.
   */
  public static Rule returning(String... classes) {
    return new Returning(named(classes));
  }

  /**
   * The other does not hold. A class counts as a subclass of itself, and a base outside the project
   * whose name is known counts as no subclass of another.
   */
  public static Rule not(Rule rule) {
    return new Not(rule);
  }

  /** All of them hold. */
  public static Rule all(Rule... rules) {
    return new All(List.of(rules));
  }

  /** At least one of them holds. */
  public static Rule any(Rule... rules) {
    return new Any(List.of(rules));
  }

  private static List<String> named(String... names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            BundlePath.quote(name) + " is not of the form package.module:Name");
      }
    }
    return List.of(names);
  }

  /** Of this rule alone, in the order given; empty for rules that are made of others. */
  public final List<String> names() {
    return names;
  }

  /** Those that this one is made of, by kind, else in the order given. */
  public final List<Rule> rules() {
    return rules;
  }

  /** The names of all rules of a kind that this one consists of, each once. */
  public final List<String> names(Class<? extends Rule> kind) {
    List<String> all = new ArrayList<>(kind.isInstance(this) ? names : List.of());
    rules.forEach(each -> all.addAll(each.names(kind)));
    return List.copyOf(new LinkedHashSet<>(all));
  }

  @Override
  final List<@Nullable Object> parts() {
    return Arrays.asList(names, rules);
  }

  /** See {@link Rule#methods}. */
  public static final class Methods extends Rule {
    private static final long serialVersionUID = 1L;

    private Methods(List<String> names) {
      super(names, List.of());
    }
  }

  /** See {@link Rule#subclassOf}. */
  public static final class SubclassOf extends Rule {
    private static final long serialVersionUID = 1L;

    private SubclassOf(List<String> names) {
      super(names, List.of());
    }
  }

  /** See {@link Rule#decoratedWith}. */
  public static final class DecoratedWith extends Rule {
    private static final long serialVersionUID = 1L;

    private DecoratedWith(List<String> names) {
      super(names, List.of());
    }
  }

  /** See {@link Rule#declared}. */
  public static final class Declared extends Rule {
    private static final long serialVersionUID = 1L;

    private Declared(List<String> names) {
      super(names, List.of());
    }
  }

  /** See {@link Rule#returning}. */
  public static final class Returning extends Rule {
    private static final long serialVersionUID = 1L;

    private Returning(List<String> names) {
      super(names, List.of());
    }
  }

  /** See {@link Rule#not}. */
  public static final class Not extends Rule {
    private static final long serialVersionUID = 1L;

    private Not(Rule rule) {
      super(List.of(), List.of(rule));
    }
  }

  /** See {@link Rule#all}. */
  public static final class All extends Rule {
    private static final long serialVersionUID = 1L;

    private All(List<Rule> rules) {
      super(List.of(), rules);
    }
  }

  /** See {@link Rule#any}. */
  public static final class Any extends Rule {
    private static final long serialVersionUID = 1L;

    private Any(List<Rule> rules) {
      super(List.of(), rules);
    }
  }
}
