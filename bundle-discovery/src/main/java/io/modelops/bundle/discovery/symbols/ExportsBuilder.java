package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what a module's statements make of {@code __all__}. */
final class ExportsBuilder {
  private boolean declared;
  private boolean literal = true;
  private final Set<String> names = new HashSet<>();
  private final List<Integer> others = new ArrayList<>();

  /** {@code __all__} gets, or gets in addition, what an expression lists. */
  void add(Expression expression, Flow flow) {
    declared = true;
    if (expression instanceof Sequence sequence && sequence.kind() != Sequence.Kind.SET) {
      sequence.elements().forEach(each -> addElement(each, flow));
    } else if (expression instanceof Expression.Operation sum && sum.operator().equals("+")) {
      sum.operands().forEach(each -> add(each, flow));
    } else if (expression instanceof Expression.Name name && name.name().endsWith(".__all__")) {
      String module = name.name().substring(0, name.name().lastIndexOf('.'));
      others.add(flow.readDotted(module));
    } else if (!isOwn(expression)) {
      literal = false;
    }
  }

  private static boolean isOwn(Expression expression) {
    return expression instanceof Expression.Name name && name.name().equals("__all__");
  }

  private void addElement(Expression element, Flow flow) {
    if (element instanceof Constant constant && constant.kind() == Constant.Kind.STRING) {
      names.add(constant.value());
    } else if (element instanceof Expression.Starred starred) {
      add(starred.value(), flow);
    } else {
      literal = false;
    }
  }

  Exports build() {
    return declared ? new Exports(true, literal, names, others) : Exports.NONE;
  }
}
