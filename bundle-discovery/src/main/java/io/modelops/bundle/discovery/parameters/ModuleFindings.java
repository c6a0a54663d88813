package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.value.SourceValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one file says of the classes that were asked for. */
public final class ModuleFindings {
  /** Longest constant that is kept, in bytes. */
  private static final int MAX_CONSTANT = 1_000;

  private final Map<Integer, ClassFindings> classes;
  private final Map<String, SourceValue> constants;

  private ModuleFindings(Map<Integer, ClassFindings> classes, Map<String, SourceValue> constants) {
    this.classes = Map.copyOf(classes);
    this.constants = Map.copyOf(constants);
  }

  /**
   * Reads a source.
   *
   * @param lines those of the keywords of the classes
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
    return new ModuleFindings(classes, constants);
  }

  /** The class whose keyword is in a line; null if it was not asked for. */
  @Nullable ClassFindings at(int line) {
    return classes.get(line);
  }

  /** The literal that a name of the module stands for; null if it is not sure to be one. */
  public @Nullable SourceValue constant(String name) {
    return constants.get(name);
  }
}
