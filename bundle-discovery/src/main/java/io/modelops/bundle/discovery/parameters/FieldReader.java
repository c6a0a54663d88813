package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.value.Parameter.Origin;
import io.modelops.bundle.value.SourceRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the annotated names of a class body, of which constructors are made. */
final class FieldReader {
  /** Functions that say more of a field than its default. */
  private static final Set<String> TELLING = Set.of("field", "Field");

  private final DetailedSource source;
  private final Expressions expressions;
  private final Specifications specifications;
  private final Function<Expression, Written> written;

  /**
   * @param written what an expression stands for in the body of the class
   */
  FieldReader(
      DetailedSource source,
      Expressions expressions,
      Specifications specifications,
      Function<Expression, Written> written) {
    this.source = source;
    this.expressions = expressions;
    this.specifications = specifications;
    this.written = written;
  }

  Fields read(ClassDefinition definition, ClassMembers members) {
    Map<String, Expression> values = new HashMap<>();
    for (Assignment each : members.assignments()) {
      if (each.value() != null) {
        values.put(each.targets().get(0), source.whole(each.value()));
      }
    }
    Map<String, Draft> taken = new LinkedHashMap<>();
    Set<String> withheld = new HashSet<>();
    for (Assignment each : members.assignments()) {
      String annotation = source.annotation(each);
      if (annotation != null) {
        String name = each.targets().get(0);
        Draft field = field(each, annotation, values.get(name));
        taken.remove(name);
        withheld.add(name);
        if (field != null) {
          taken.put(name, field);
        }
      }
    }
    withheld.removeAll(taken.keySet());
    return new Fields(kind(definition), List.copyOf(taken.values()), Set.copyOf(withheld));
  }

  /** Null if a constructor does not take it. */
  private @Nullable Draft field(
      Assignment assignment, String annotation, @Nullable Expression value) {
    if (isNoField(annotation)) {
      return null;
    }
    int line = assignment.line();
    SourceRange place = new SourceRange(expressions.file(), line, assignment.column(), line);
    Written initial = value == null ? null : written.apply(value);
    String name = assignment.targets().get(0);
    Draft field = new Draft(name, Origin.FIELD, place, annotation, initial);
    return value instanceof Call call && TELLING.contains(Expressions.last(call.name()))
        ? specifications.field(field, call, written)
        : field;
  }

  private static boolean isNoField(String annotation) {
    String type = annotation.replaceFirst("^[\"']", "").split("[\\[\"']", 2)[0];
    String last = Expressions.last(type.strip());
    return last.equals("ClassVar") || last.equals("KW_ONLY");
  }

  private static Fields.Kind kind(ClassDefinition definition) {
    for (Expression each : definition.decorators()) {
      if (Expressions.last(each.name()).equals("dataclass")) {
        Expression init =
            each instanceof Call call ? call.argument(Integer.MAX_VALUE, "init") : null;
        return init instanceof Constant constant && constant.kind() == Constant.Kind.FALSE
            ? Fields.Kind.DATACLASS_WITHOUT_CONSTRUCTOR
            : Fields.Kind.DATACLASS;
      }
    }
    return Fields.Kind.NONE;
  }
}
