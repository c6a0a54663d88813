package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of a class whether it is a model, and why. */
final class Judge {
  private final List<String> methods;
  private final Hierarchy hierarchy;

  Judge(List<String> methods, Hierarchy hierarchy) {
    this.methods = methods;
    this.hierarchy = hierarchy;
  }

  /** A verdict with its reasons: what is true of the class as a whole, then method by method. */
  record Judgement(Verdict verdict, List<Reason> reasons) {}

  /** Null if nothing suggests that the class could be a model. */
  @Nullable Judgement judge(ClassSymbol symbol) {
    Mro order = hierarchy.order(symbol);
    if (order != null && order.unknown() == null && !hasAny(order)) {
      return null;
    }
    List<Reason> reasons = new ArrayList<>();
    Reason unreachable = unreachable(symbol);
    if (unreachable != null) {
      reasons.add(unreachable);
    }
    if (order == null) {
      reasons.add(about(symbol, "inconsistent MRO"));
      return new Judgement(
          unreachable == null ? Verdict.UNRESOLVED : Verdict.NOT_IMPORTABLE, reasons);
    }
    if (hierarchy.isProtocol(symbol)) {
      reasons.add(about(symbol, symbol.id() + " is a Protocol"));
    }
    for (int i = 0; i < methods.size(); i++) {
      reasons.add(reason(symbol, methods.get(i), order.methods().get(i).method(), order.unknown()));
    }
    return new Judgement(
        unreachable == null ? verdict(symbol, order) : Verdict.NOT_IMPORTABLE, reasons);
  }

  private static boolean hasAny(Mro order) {
    return order.methods().stream().anyMatch(each -> is(each.method(), true));
  }

  /** Whether a method is there, if only as an abstract one, or is not. */
  private static boolean is(@Nullable Method method, boolean there) {
    return (method != null && method.kind() != Method.Kind.REMOVED) == there;
  }

  private Verdict verdict(ClassSymbol symbol, Mro order) {
    boolean isAbstract =
        order.methods().stream()
            .map(Mro.MaybeMethod::method)
            .anyMatch(method -> method != null && method.kind() == Method.Kind.ABSTRACT);
    if (isAbstract || hierarchy.isProtocol(symbol)) {
      return Verdict.ABSTRACT;
    }
    Verdict verdict = Verdict.MODEL;
    for (Mro.MaybeMethod each : order.methods()) {
      if (is(each.method(), false)) {
        if (each.method() != null || order.unknown() == null) {
          return Verdict.INCOMPLETE;
        }
        verdict = Verdict.UNRESOLVED;
      }
    }
    return verdict;
  }

  private static @Nullable Reason unreachable(ClassSymbol symbol) {
    FunctionDefinition function = symbol.function();
    String file = symbol.module().file();
    if (function != null) {
      return about(
          symbol,
          "defined inside function " + function.name() + ", " + file + ":" + function.line());
    }
    return symbol.module().importable()
        ? null
        : about(symbol, file + " cannot be imported as " + symbol.module().name());
  }

  private static Reason about(ClassSymbol symbol, String text) {
    return Reason.of(text).withFrom(symbol.id()).withLocation(symbol.location());
  }

  private static Reason reason(
      ClassSymbol symbol, String name, @Nullable Method method, @Nullable External unknown) {
    if (method != null) {
      return reason(symbol, name, method);
    }
    return unknown == null
        ? Reason.of(name + " missing").withMethod(name)
        : Reason.of(unknown.text()).withMethod(name).withFrom(unknown.name());
  }

  private static Reason reason(ClassSymbol symbol, String name, Method method) {
    String verb =
        switch (method.kind()) {
          case ABSTRACT -> " is abstract in ";
          case REMOVED -> " is no method in ";
          case DEFINED ->
              method.owner() != symbol
                  ? " inherited from "
                  : isDefinition(method) ? " defined in " : " assigned in ";
        };
    SourceRange location = location(method);
    String signature =
        method.binding().statement() instanceof FunctionDefinition function
            ? function.signature()
            : null;
    String owner = method.owner().id();
    return Reason.of(name + verb + owner + ", " + location)
        .withMethod(name)
        .withFrom(owner)
        .withLocation(location)
        .withSignature(signature);
  }

  private static boolean isDefinition(Method method) {
    return method.binding().statement() instanceof FunctionDefinition;
  }

  private static SourceRange location(Method method) {
    Statement statement = method.binding().statement();
    String file = method.owner().module().file();
    return Places.of(file, statement);
  }
}
