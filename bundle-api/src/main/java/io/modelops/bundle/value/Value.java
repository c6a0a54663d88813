package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Equality and text of the values that may get further parts. */
abstract class Value implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Everything that the value consists of, in the order of its text. */
  abstract List<@Nullable Object> parts();

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Value that
        && getClass() == that.getClass()
        && parts().equals(that.parts());
  }

  @Override
  public final int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + parts();
  }
}
