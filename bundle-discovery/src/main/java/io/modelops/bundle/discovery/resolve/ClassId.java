package io.modelops.bundle.discovery.resolve;

import org.jspecify.annotations.Nullable;

/**
 * A class of the project.
 *
 * @param module its number in the {@link Program}
 * @param index its number in the module's symbol table
 */
record ClassId(int module, int index) implements Ancestor {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClassId that && that.module == module && that.index == index;
  }

  @Override
  public int hashCode() {
    return 31 * module + index;
  }
}
