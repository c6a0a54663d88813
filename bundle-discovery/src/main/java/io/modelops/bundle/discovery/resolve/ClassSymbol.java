package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.value.SourceRange;
import org.jspecify.annotations.Nullable;

/** A class of the project. */
final class ClassSymbol implements Ancestor {
  private final String name;
  private final ClassDefinition definition;
  private final int order;
  private final Scope enclosing;
  private final Scope body;
  private final @Nullable FunctionDefinition function;

  /**
   * @param name qualified: {@code Outer.Inner}
   * @param order where its header stands
   * @param function the innermost function that it is defined in
   */
  ClassSymbol(
      String name,
      ClassDefinition definition,
      int order,
      Scope enclosing,
      @Nullable FunctionDefinition function) {
    this.name = name;
    this.definition = definition;
    this.order = order;
    this.enclosing = enclosing;
    this.body = new Scope(Scope.Kind.CLASS, enclosing.module(), enclosing);
    this.function = function;
  }

  /** {@code module:QualName}. */
  String id() {
    return module().name() + ":" + name;
  }

  String name() {
    return name;
  }

  PythonModule module() {
    return enclosing.module();
  }

  ClassDefinition definition() {
    return definition;
  }

  int order() {
    return order;
  }

  Scope enclosing() {
    return enclosing;
  }

  Scope body() {
    return body;
  }

  @Nullable FunctionDefinition function() {
    return function;
  }

  SourceRange location() {
    return new SourceRange(
        module().file(), definition.line(), definition.column(), definition.endLine());
  }

  @Override
  public String toString() {
    return id();
  }
}
