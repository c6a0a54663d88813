package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.parameters.ClassFindings.Finding;
import io.modelops.bundle.discovery.parameters.ClassFindings.Included;
import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.FunctionDetails;
import io.modelops.bundle.discovery.python.FunctionDetails.Assigned;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.value.Parameter.Origin;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of one class. */
final class ClassReader {
  static final String INIT = "__init__";

  /** What returns a dict of parameters. */
  private static final String PARAMETERS = "parameters";

  private static final Set<String> ALWAYS_READ = Set.of(INIT, PARAMETERS);

  /** Methods that are told parameters by the keywords of their arguments. */
  private static final Set<String> DEFINING =
      Set.of(
          "define_pars",
          "define_params",
          "define_parameters",
          "default_pars",
          "default_params",
          "default_parameters");

  /** What such a method takes for itself. */
  private static final String INHERIT = "inherit";

  private static final Set<String> CALLS = calls();

  private final DetailedSource source;
  private final Expressions expressions;
  private final Specifications specifications;
  private final Tables tables;
  private final ClassDefinition definition;
  private final ClassMembers members;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Included> included = new ArrayList<>();
  private final Map<String, FunctionDetails> details = new LinkedHashMap<>();
  private final Set<String> hiding;

  ClassReader(
      DetailedSource source,
      Expressions expressions,
      Specifications specifications,
      ClassDefinition definition) {
    this.source = source;
    this.expressions = expressions;
    this.specifications = specifications;
    this.tables = new Tables(expressions);
    this.definition = definition;
    this.members = ClassMembers.of(definition);
    this.hiding = new HashSet<>(members.names());
  }

  private static Set<String> calls() {
    Set<String> calls = new HashSet<>(DEFINING);
    calls.addAll(Specifications.FUNCTIONS);
    return Set.copyOf(calls);
  }

  ClassFindings read() {
    boolean all = specifications.mentioned();
    members
        .functions()
        .forEach(
            (name, each) -> {
              if (all || !each.decorators().isEmpty() || ALWAYS_READ.contains(name)) {
                details.put(name, source.details(each, CALLS));
              }
            });
    specifications();
    definingCalls();
    tables();
    returned();
    FunctionDetails init = details.get(INIT);
    boolean bound = members.names().contains(INIT);
    return new ClassFindings(
        Set.copyOf(hiding),
        bound ? init == null ? List.of() : constructor(init) : null,
        !bound || (init != null && init.callsBase()),
        new FieldReader(source, expressions, specifications, this::inClass)
            .read(definition, members),
        findings,
        included,
        new DecoratedMethods(expressions, "model_output").in(members, details),
        new DecoratedMethods(expressions, "model_scenario").in(members, details));
  }

  private List<Draft> constructor(FunctionDetails init) {
    List<Draft> drafts = new ArrayList<>();
    for (FunctionDetails.Parameter each : init.parameters().stream().skip(1).toList()) {
      Expression value = each.value();
      int end = each.start() + 1;
      SourceRange location = expressions.range(each.start(), end);
      Written initial = value == null ? null : inClass(value);
      drafts.add(new Draft(each.name(), Origin.CONSTRUCTOR, location, each.annotation(), initial));
    }
    return drafts;
  }

  private void specifications() {
    members
        .fields()
        .forEach(
            (name, field) -> {
              if (field.value() != null) {
                specifications
                    .in(source.whole(field.value()))
                    .forEach(call -> add(name, specifications.draft(call, this::inClass)));
              }
            });
    details.forEach(
        (name, function) -> {
          for (Call call : function.calls()) {
            if (Specifications.FUNCTIONS.contains(Expressions.last(call.name()))) {
              add(name, specifications.draft(call, value -> inFunction(value, function)));
            }
          }
        });
  }

  private void definingCalls() {
    FunctionDetails init = details.get(INIT);
    if (init == null || init.parameters().isEmpty()) {
      return;
    }
    String self = init.parameters().get(0).name() + ".";
    for (Call call : init.calls()) {
      if (call.name().startsWith(self) && DEFINING.contains(call.name().substring(self.length()))) {
        tables.keywords(call, Origin.CALL, value -> inFunction(value, init)).stream()
            .filter(draft -> !draft.name().equals(INHERIT))
            .forEach(draft -> add(INIT, draft));
      }
    }
  }

  private void tables() {
    FunctionDetails init = details.get(INIT);
    if (init != null && !init.parameters().isEmpty()) {
      String self = init.parameters().get(0).name() + ".";
      for (Assigned each : init.assignments()) {
        if (each.target().startsWith(self)
            && Tables.isTable(each.target().substring(self.length()))) {
          addTable(INIT, source.expression(each.value()), init);
        }
      }
    }
    members
        .fields()
        .forEach(
            (name, field) -> {
              Expression value = field.value() == null ? null : source.whole(field.value());
              Expression table = value == null ? null : Tables.named(name, value);
              if (table != null) {
                addTable(name, table, null);
                Tables.others(table).forEach(each -> included.add(new Included(name, each)));
              }
            });
  }

  private void addTable(
      String member, @Nullable Expression table, @Nullable FunctionDetails function) {
    List<Draft> entries =
        table == null
            ? null
            : tables.entries(
                table, value -> function == null ? inClass(value) : inFunction(value, function));
    if (table != null && entries != null) {
      entries.forEach(draft -> add(member, draft));
      extend(member, table);
    }
  }

  /** What a member takes over from a base is not hidden by it. */
  private void extend(String member, Expression table) {
    for (Expression each : tables.included(table)) {
      String text = expressions.value(each).text();
      boolean ofBase =
          definition.arguments().stream().anyMatch(base -> text.equals(base.text() + "." + member));
      if (ofBase || text.matches("super\\(\\)\\." + member + "(\\(\\))?")) {
        hiding.remove(member);
      }
    }
  }

  /** What the method {@code parameters} returns, if it returns in one place only. */
  private void returned() {
    FunctionDetails function = details.get(PARAMETERS);
    if (function == null || function.returned().size() != 1) {
      return;
    }
    Expression table = source.expression(function.returned().get(0));
    if (table instanceof Name local) {
      List<Assigned> bound =
          function.assignments().stream()
              .filter(each -> each.target().equals(local.name()))
              .toList();
      table = bound.size() == 1 ? source.expression(bound.get(0).value()) : null;
    }
    if (table != null) {
      List<Draft> drafts = tables.namesOrEntries(table, value -> inFunction(value, function));
      if (drafts != null) {
        drafts.forEach(draft -> add(PARAMETERS, draft));
        extend(PARAMETERS, table);
      }
    }
  }

  private void add(String member, @Nullable Draft draft) {
    if (draft != null) {
      findings.add(new Finding(member, draft));
    }
  }

  /** What an expression stands for in the body of the class. */
  private Written inClass(Expression expression) {
    if (!(expression instanceof Name name)) {
      return new Written(expressions.value(expression));
    }
    Written written = new Written(expressions.value(name));
    String first = name.name().split("\\.", 2)[0];
    if (!written.value().computed()) {
      return written;
    } else if (!members.names().contains(first)) {
      return new Written(written.value(), name.name());
    }
    Assignment field = members.fields().get(name.name());
    Expression value = field == null ? null : field.value();
    SourceValue constant = value == null ? null : expressions.constant(value);
    return constant == null ? written : new Written(constant);
  }

  /** What it stands for in a function, where only names in capitals are taken for the module's. */
  private Written inFunction(Expression expression, FunctionDetails function) {
    Written written = new Written(expressions.value(expression));
    if (!(expression instanceof Name name) || !written.value().computed()) {
      return written;
    }
    String first = name.name().split("\\.", 2)[0];
    boolean local =
        function.parameters().stream().anyMatch(each -> each.name().equals(first))
            || function.assignments().stream().anyMatch(each -> each.target().equals(first));
    String last = Expressions.last(name.name());
    boolean capitals = last.equals(last.toUpperCase(Locale.ROOT));
    return local || !capitals ? written : new Written(written.value(), name.name());
  }
}
