package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what a module's statements make of {@code __all__}. */
final class ExportsBuilder {
  private boolean declared;
  private boolean literal = true;
  private final List<String> names = new ArrayList<>();
  private final Set<String> possible = new HashSet<>();
  private final List<Integer> others = new ArrayList<>();
  private int calls;

  /** {@code __all__} gets, or gets in addition, what an expression lists. */
  void add(Expression expression, Flow flow) {
    declared = true;
    if (expression instanceof Sequence sequence && sequence.kind() != Sequence.Kind.SET) {
      sequence.elements().forEach(each -> addElement(each, flow));
    } else if (expression instanceof Expression.Operation sum && sum.operator().equals("+")) {
      sum.operands().forEach(each -> add(each, flow));
    } else if (expression instanceof Expression.Name name && name.name().endsWith(".__all__")) {
      String module = name.name().substring(0, name.name().lastIndexOf('.'));
      addModule(flow.readDotted(module));
    } else if (!isOwn(expression)) {
      literal = false;
    }
  }

  private static boolean isOwn(Expression expression) {
    return expression instanceof Expression.Name name && name.name().equals("__all__");
  }

  private void addElement(Expression element, Flow flow) {
    String name = element.string();
    if (name != null) {
      names.add(name);
    } else if (element instanceof Expression.Starred starred) {
      add(starred.value(), flow);
    } else {
      literal = false;
    }
  }

  /** {@code __all__} is that of another module, or gets what that lists in addition. */
  void addModule(int module) {
    declared = true;
    others.add(module);
  }

  /** {@code __all__} gets names that reading does not tell. */
  void addUnknown() {
    declared = true;
    literal = false;
  }

  /** A method of {@code __all__} is called; what a function calls may happen at any time. */
  void call(Expression expression, Place place) {
    calls++;
    if (expression instanceof Expression.Call call && place.isModule()) {
      call(call, place.branch() == SymbolTable.ALWAYS, place.flow());
    } else {
      literal = false;
    }
  }

  private void call(Expression.Call call, boolean always, Flow flow) {
    Expression argument = call.arguments().isEmpty() ? call : call.arguments().get(0).value();
    String name = argument.string();
    switch (call.name()) {
      case "__all__.append" -> {
        if (always || name == null) {
          addElement(argument, flow);
        } else {
          possible.add(name);
        }
      }
      case "__all__.extend" -> {
        add(argument, flow);
        literal &= always;
      }
      case "__all__.remove" -> {
        literal &= name != null && names.remove(name);
        if (name != null && !always) {
          possible.add(name);
        }
      }
      case "__all__.sort", "__all__.reverse" -> {}
      default -> literal = false;
    }
  }

  Exports build() {
    return declared
        ? new Exports(true, literal, Set.copyOf(names), possible, others, calls)
        : Exports.NONE;
  }
}
