package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Statement.ClassArgument;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.symbols.ClassSymbol.Base;
import java.util.ArrayList;
import java.util.List;

/** What stands at the head of a class. */
final class ClassHeader {
  private ClassHeader() {}

  /**
   * The bases as written.
   *
   * @param flow where their names are read; type parameters hide them
   */
  static List<Base> bases(ClassDefinition definition, Flow flow) {
    List<Base> bases = new ArrayList<>();
    for (ClassArgument argument : definition.arguments()) {
      if (argument.keyword() == null && argument.stars() < 2) {
        Expression value = argument.value();
        String first = value.name().split("\\.", 2)[0];
        boolean named =
            argument.stars() == 0
                && Assigned.isName(value)
                && !definition.typeParameters().contains(first);
        int stands = named ? flow.readDotted(value.name()) : -1;
        boolean subscripted = value instanceof Expression.Subscript;
        bases.add(new Base(argument.stars(), argument.text(), stands, subscripted));
      }
    }
    return List.copyOf(bases);
  }
}
