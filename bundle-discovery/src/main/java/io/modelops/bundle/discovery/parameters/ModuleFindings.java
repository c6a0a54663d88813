package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.FunctionDetails;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.SourceValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one file says of the classes and functions that were asked for. */
public final class ModuleFindings {
  /** Longest constant that is kept, in bytes. */
  private static final int MAX_CONSTANT = 1_000;

  private final Map<Integer, ClassFindings> classes;
  private final Map<Integer, List<Draft>> functions;
  private final Map<String, SourceValue> constants;
  private final ModuleTables tables;

  private ModuleFindings(
      Map<Integer, ClassFindings> classes,
      Map<Integer, List<Draft>> functions,
      Map<String, SourceValue> constants,
      ModuleTables tables) {
    this.tables = tables;
    this.classes = Map.copyOf(classes);
    this.functions = Map.copyOf(functions);
    this.constants = Map.copyOf(constants);
  }

  /**
   * Reads a source.
   *
   * @param lines those of the keywords of the classes and functions
   * @param checkpoint called now and then; what it throws reaches the caller
   */
  public static ModuleFindings of(
      String file, DetailedSource source, Set<Integer> lines, Runnable checkpoint) {
    Expressions expressions = new Expressions(file, source);
    ClassMembers module = ClassMembers.of(source.body()).withoutGlobals(source.body());
    Map<String, SourceValue> constants = new HashMap<>();
    for (Map.Entry<String, Assignment> each : module.fields().entrySet()) {
      Expression value = each.getValue().value();
      boolean read = value != null && value.end() - value.start() <= MAX_CONSTANT;
      SourceValue literal = value == null || !read ? null : expressions.constant(value);
      if (literal != null) {
        constants.put(each.getKey(), literal);
      }
    }
    Specifications specifications =
        new Specifications(
            source,
            expressions,
            name -> {
              Assignment bound = module.fields().get(name);
              Expression value = bound == null ? null : bound.value();
              return value == null ? null : source.whole(value);
            });
    Map<Integer, ClassFindings> classes = new HashMap<>();
    for (ClassDefinition each : source.classes()) {
      if (lines.contains(each.line())) {
        checkpoint.run();
        classes.put(each.line(), new ClassReader(source, expressions, specifications, each).read());
      }
    }
    return new ModuleFindings(
        classes,
        functions(source, expressions, lines),
        constants,
        ModuleTables.of(source, expressions, module.names()));
  }

  private static Map<Integer, List<Draft>> functions(
      DetailedSource source, Expressions expressions, Set<Integer> lines) {
    Map<Integer, List<Draft>> functions = new HashMap<>();
    DetailedSource.visit(
        source.body(),
        statement -> {
          if (statement instanceof FunctionDefinition function && lines.contains(function.line())) {
            functions.put(
                function.line(),
                source.details(function, Set.of()).parameters().stream()
                    .map(each -> draft(each, expressions))
                    .toList());
          }
        });
    return functions;
  }

  private static Draft draft(FunctionDetails.Parameter parameter, Expressions expressions) {
    Expression value = parameter.value();
    Written initial = null;
    if (value != null) {
      SourceValue read = expressions.value(value);
      boolean name = value instanceof Expression.Name && read.computed();
      initial = name ? new Written(read, value.name()) : new Written(read);
    }
    return new Draft(
        parameter.name(),
        Parameter.Origin.CONSTRUCTOR,
        expressions.range(parameter.start(), parameter.start() + 1),
        parameter.annotation(),
        initial);
  }

  /**
   * What the function takes whose keyword is in a line.
   *
   * @param literals the literal that a dotted name of the module stands for, if it does
   */
  public List<Parameter> function(int line, Function<String, @Nullable SourceValue> literals) {
    return functions.getOrDefault(line, List.of()).stream()
        .map(draft -> draft.resolved(literals))
        .toList();
  }

  /** Whether the class was asked for whose keyword is in a line. */
  public boolean has(int line) {
    return classes.containsKey(line);
  }

  /** The class whose keyword is in a line; null if it was not asked for. */
  @Nullable ClassFindings at(int line) {
    return classes.get(line);
  }

  /** The literal that a name of the module stands for; null if it is not sure to be one. */
  public @Nullable SourceValue constant(String name) {
    return constants.get(name);
  }

  /**
   * The entries of the dict that a name of the module stands for; null if they are not known.
   *
   * @param literals the literal that a dotted name of the module stands for, if it does
   * @param others the entries of a dict of another module that a dotted name stands for
   */
  public @Nullable List<Parameter> table(
      String name,
      Function<String, @Nullable SourceValue> literals,
      Function<String, @Nullable List<Parameter>> others) {
    return tables.table(name, literals, others);
  }
}
