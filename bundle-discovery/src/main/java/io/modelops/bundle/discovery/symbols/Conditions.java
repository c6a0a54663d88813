package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.python.Statement.Expression;
import org.jspecify.annotations.Nullable;

/** Tells when a branch runs. */
final class Conditions {
  private Conditions() {}

  /**
   * @param condition null: the branch runs where no other does
   * @param flow where the names of the condition are read
   */
  static Condition of(@Nullable Expression condition, Flow flow) {
    if (condition == null) {
      return Condition.Fixed.TRUE;
    }
    return condition.kind() == Expression.Kind.NAME
        ? new Condition.Truth(flow.readDotted(condition.name()))
        : Condition.Fixed.OPEN;
  }
}
