package io.modelops.bundle.discovery.resolve;

import org.jspecify.annotations.Nullable;

/** A member of a method resolution order. */
sealed interface Ancestor permits ClassId, Ancestor.External {
  /**
   * A base that is no class of the project.
   *
   * @param name dotted; for bases that are equal it is equal
   * @param outside whether it is something else's class, whose name is known
   * @param known whether it is known to bring none of the methods that a rule may ask for
   * @param text why a method may come from it
   */
  record External(String name, boolean outside, boolean known, String text) implements Ancestor {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof External that
          && that.outside == outside
          && that.known == known
          && that.name.equals(name)
          && that.text.equals(text);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + text.hashCode();
    }
  }
}
