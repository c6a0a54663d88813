package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.discovery.resolve.Mro.MaybeMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the rule's methods in class bodies and along method resolution orders. */
final class Members {
  private final List<String> methods;
  private final Names names;

  Members(List<String> methods, Names names) {
    this.methods = methods;
    this.names = names;
  }

  /** An order with one more class before it. */
  Mro prepend(Ancestor head, @Nullable Mro tail) {
    External unknown = tail == null ? null : tail.unknown();
    if (head instanceof External external && !external.known()) {
      unknown = external;
    }
    List<MaybeMethod> found = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      MaybeMethod inherited = tail == null ? MaybeMethod.NONE : tail.methods().get(i);
      found.add(effective(head, methods.get(i), inherited));
    }
    return new Mro(head, tail, tail == null ? 1 : tail.length() + 1, found, unknown);
  }

  private MaybeMethod effective(Ancestor head, String name, MaybeMethod inherited) {
    if (head instanceof ClassSymbol symbol) {
      Method own = own(symbol, name);
      return own == null ? inherited : new MaybeMethod(own);
    }
    Method method = inherited.method();
    boolean hidden =
        head instanceof External external
            && !external.known()
            && method != null
            && method.kind() == Method.Kind.REMOVED;
    return hidden ? MaybeMethod.NONE : inherited;
  }

  private @Nullable Method own(ClassSymbol symbol, String name) {
    Binding binding = symbol.body().last(name);
    return binding == null || binding instanceof Binding.Removed
        ? null
        : new Method(kind(symbol, binding), symbol, binding);
  }

  private Method.Kind kind(ClassSymbol symbol, Binding binding) {
    if (binding.statement() instanceof FunctionDefinition function) {
      boolean isAbstract =
          function.decorators().stream()
              .anyMatch(decorator -> isAbstract(decorator, symbol, binding.order()));
      return isAbstract ? Method.Kind.ABSTRACT : Method.Kind.DEFINED;
    }
    Expression value =
        binding.statement() instanceof Assignment assignment ? assignment.value() : null;
    if (value == null) {
      return Method.Kind.DEFINED;
    }
    if (value instanceof Expression.Constant) {
      return Method.Kind.REMOVED;
    }
    return value instanceof Expression.Call && isAbstract(value, symbol, binding.order())
        ? Method.Kind.ABSTRACT
        : Method.Kind.DEFINED;
  }

  private boolean isAbstract(Expression decorator, ClassSymbol symbol, int before) {
    return !decorator.name().isEmpty()
        && Builtins.isAbstractDecorator(
            names.resolve(decorator.name(), symbol.body(), before).name());
  }
}
