package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Ancestor.External;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether some part of a method resolution order has a class that a rule names.
 *
 * @param from the first such class
 * @param doubt if there is none, the first base that may bring one, as it is not in the project
 */
record Descent(@Nullable Ancestor from, @Nullable External doubt) {
  static final Descent NONE = new Descent(null, null);

  /** The same with one more class before it. */
  Descent after(Ancestor head, Criteria.Wanted wanted, Program program) {
    if (head instanceof ClassId id) {
      boolean named =
          wanted.mayEnd(program.symbol(id).simpleName()) && wanted.matches(program.name(id));
      return named ? new Descent(id, null) : this;
    }
    External external = (External) head;
    if (wanted.matches(external.name())) {
      return new Descent(external, null);
    }
    boolean mayBring =
        !external.known() && (!external.outside() || wanted.resembles(external.name()));
    return from == null && mayBring ? new Descent(null, external) : this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Descent that
        && Objects.equals(that.from, from)
        && Objects.equals(that.doubt, doubt);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(from) + Objects.hashCode(doubt);
  }
}
