package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.value.Parameter.Origin;
import io.modelops.bundle.value.SourceValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls that specify parameters, and the functions that say more of a field than its default. */
final class Specifications {
  /** The last names of the functions. */
  static final Set<String> FUNCTIONS = Set.of("ParameterSpec", "ConfigSpec", "ConfigurationSpec");

  /** So many names are followed one after the other. */
  private static final int MAX_FOLLOWED = 4;

  private final Expressions expressions;
  private final Function<String, @Nullable Expression> bindings;
  private final boolean mentioned;

  /**
   * @param bindings what names of the module stand for
   */
  Specifications(
      DetailedSource source,
      Expressions expressions,
      Function<String, @Nullable Expression> bindings) {
    this.expressions = expressions;
    this.bindings = bindings;
    this.mentioned = FUNCTIONS.stream().anyMatch(source::mentions);
  }

  /** Whether the source mentions one of the functions. */
  boolean mentioned() {
    return mentioned;
  }

  /** The calls in an expression, and in what the names stand for that it consists of. */
  List<Call> in(Expression expression) {
    List<Call> calls = new ArrayList<>();
    collect(expression, MAX_FOLLOWED, calls);
    return calls;
  }

  private void collect(Expression expression, int follow, List<Call> into) {
    if (expression instanceof Call call) {
      if (FUNCTIONS.contains(Expressions.last(call.name()))) {
        into.add(call);
      } else {
        call.arguments().forEach(argument -> collect(argument.value(), follow, into));
      }
    } else if (expression instanceof Sequence sequence) {
      sequence.elements().forEach(element -> collect(element, follow, into));
    } else if (expression instanceof Mapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), follow, into));
    } else if (expression instanceof Expression.Starred starred) {
      collect(starred.value(), follow, into);
    } else if (expression instanceof Expression.Operation operation) {
      operation.operands().forEach(operand -> collect(operand, follow, into));
    } else if (expression instanceof Name name && follow > 0) {
      Expression bound = bindings.apply(name.name());
      if (bound != null) {
        collect(bound, follow - 1, into);
      }
    }
  }

  /** What a call specifies; null if its name is no literal. */
  @Nullable Draft draft(Call call, Function<Expression, Written> written) {
    Expression first = call.argument(0, "name");
    String name = first == null ? null : first.string();
    if (first == null || name == null) {
      return null;
    }
    boolean bounded = Expressions.last(call.name()).equals("ParameterSpec");
    Expression initial = bounded ? keyword(call, "default") : call.argument(1, "default");
    Expression kind = bounded ? call.argument(3, "kind") : keyword(call, "kind");
    Expression doc = call.argument(bounded ? 4 : 2, "doc");
    return new Draft(
        name,
        Origin.SPECIFICATION,
        expressions.range(first),
        kind == null ? null : kindOf(kind),
        written(initial, written),
        written(bounded ? call.argument(1, "lower") : null, written),
        written(bounded ? call.argument(2, "upper") : null, written),
        doc == null ? null : doc.string());
  }

  private String kindOf(Expression kind) {
    String text = kind.string();
    return text == null ? expressions.value(kind).text() : text;
  }

  /**
   * What a field of a class is told by {@code field(…)} or {@code Field(…)}; null if the
   * constructor does not take it.
   */
  @Nullable Draft field(Draft field, Call call, Function<Expression, Written> written) {
    boolean pydantic = Expressions.last(call.name()).equals("Field");
    Expression initial = pydantic ? call.argument(0, "default") : keyword(call, "default");
    Expression factory = keyword(call, "default_factory");
    Expression taken = keyword(call, "init");
    if (taken instanceof Constant constant && constant.kind() == Constant.Kind.FALSE) {
      return null;
    }
    boolean required =
        initial instanceof Constant constant && constant.kind() == Constant.Kind.ELLIPSIS;
    Written value = required ? null : written(initial, written);
    if (factory != null) {
      value = new Written(SourceValue.computed(expressions.value(factory).text()));
    }
    Expression doc = keyword(call, pydantic ? "description" : "doc");
    return new Draft(
        field.name(),
        field.origin(),
        field.location(),
        field.kind(),
        value,
        written(either(call, "ge", "gt"), written),
        written(either(call, "le", "lt"), written),
        doc == null ? null : doc.string());
  }

  private static @Nullable Expression either(Call call, String one, String other) {
    Expression found = keyword(call, one);
    return found == null ? keyword(call, other) : found;
  }

  private static @Nullable Expression keyword(Call call, String keyword) {
    return call.argument(Integer.MAX_VALUE, keyword);
  }

  private static @Nullable Written written(
      @Nullable Expression expression, Function<Expression, Written> written) {
    return expression == null ? null : written.apply(expression);
  }
}
