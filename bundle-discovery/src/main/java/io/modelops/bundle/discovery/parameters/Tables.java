package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.value.Parameter.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Dicts of parameters, and calls that are given them. */
final class Tables {
  /** Attributes that hold parameters; see {@link #isTable}. */
  private static final Set<String> NAMES = Set.of("parameters", "params", "pars");

  /** Attributes that hold defaults of several kinds. */
  private static final Set<String> DEFAULTS = Set.of("default_", "defaults", "_defaults");

  private static final Set<String> CONSTRUCTORS =
      Set.of("dict", "OrderedDict", "objdict", "Pars", "SimpleNamespace", "MappingProxyType");

  private final Expressions expressions;

  Tables(Expressions expressions) {
    this.expressions = expressions;
  }

  /** Whether an attribute holds parameters: {@code pars}, {@code _default_pars}, {@code PARS}. */
  static boolean isTable(String attribute) {
    String name = attribute.toLowerCase(Locale.ROOT).replaceFirst("^_*(default_)?", "");
    return NAMES.contains(name);
  }

  /**
   * The dict of parameters that an attribute is, or that it has below such a name where it is a
   * dict of defaults; null if there is none.
   */
  static @Nullable Expression named(String attribute, Expression value) {
    if (isTable(attribute)) {
      return value;
    } else if (DEFAULTS.contains(attribute) && value instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        String key = entry.key() == null ? null : entry.key().string();
        if (key != null && isTable(key)) {
          return entry.value();
        }
      }
    }
    return null;
  }

  /** The names of the dicts that a dict is, or begins with. */
  static List<String> others(Expression table) {
    if (table instanceof Name name) {
      return List.of(name.name());
    } else if (table instanceof Mapping mapping) {
      return mapping.entries().stream()
          .takeWhile(entry -> entry.key() == null)
          .map(entry -> entry.value().name())
          .filter(name -> !name.isEmpty())
          .toList();
    }
    return List.of();
  }

  /**
   * The entries of a dict, with keys that are strings; null if it is none.
   *
   * @param written what values stand for
   */
  @Nullable List<Draft> entries(Expression table, Function<Expression, Written> written) {
    List<Draft> drafts = new ArrayList<>();
    if (table instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        Expression key = entry.key();
        String name = key == null ? null : key.string();
        if (key != null && name != null) {
          drafts.add(draft(name, key, entry.value(), Origin.TABLE, written));
        }
      }
      return drafts;
    }
    if (!(table instanceof Call call) || !CONSTRUCTORS.contains(Expressions.last(call.name()))) {
      return null;
    }
    for (Argument argument : call.arguments()) {
      if (argument.keyword() == null && argument.stars() == 0) {
        List<Draft> inner = entries(argument.value(), written);
        drafts.addAll(inner == null ? List.of() : inner);
      }
    }
    drafts.addAll(keywords(call, Origin.TABLE, written));
    return drafts;
  }

  /** The arguments of a call that have a keyword. */
  List<Draft> keywords(Call call, Origin origin, Function<Expression, Written> written) {
    List<Draft> drafts = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      String keyword = argument.keyword();
      if (keyword != null) {
        drafts.add(draft(keyword, argument.value(), argument.value(), origin, written));
      }
    }
    return drafts;
  }

  /** As {@link #entries}; a list or tuple of strings are names without values. */
  @Nullable List<Draft> namesOrEntries(Expression table, Function<Expression, Written> written) {
    if (!(table instanceof Sequence sequence) || sequence.kind() == Sequence.Kind.SET) {
      return entries(table, written);
    }
    List<Draft> drafts = new ArrayList<>();
    for (Expression element : sequence.elements()) {
      String name = element.string();
      if (name == null) {
        return null;
      }
      drafts.add(new Draft(name, Origin.TABLE, expressions.range(element), null, null));
    }
    return drafts;
  }

  /** What a dict takes over from others: {@code **other}, or {@code dict(other)}. */
  List<Expression> included(Expression table) {
    if (table instanceof Mapping mapping) {
      return mapping.entries().stream()
          .filter(entry -> entry.key() == null)
          .map(Entry::value)
          .toList();
    }
    return table instanceof Call call
        ? call.arguments().stream()
            .filter(argument -> argument.keyword() == null)
            .map(Argument::value)
            .toList()
        : List.of();
  }

  private Draft draft(
      String name,
      Expression at,
      Expression value,
      Origin origin,
      Function<Expression, Written> written) {
    return new Draft(name, origin, expressions.range(at), null, written.apply(value));
  }
}
