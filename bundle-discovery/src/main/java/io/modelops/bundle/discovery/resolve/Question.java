package io.modelops.bundle.discovery.resolve;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Resolver} is asked. Modules are given by number, or by name where they have none.
 */
sealed interface Question {
  /** What a value of a module's symbol table stands for. */
  record Of(int module, int value) implements Question {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Of that && that.module == module && that.value == value;
    }

    @Override
    public int hashCode() {
      return 31 * module + value;
    }
  }

  /** What {@code from module import name} brings; if that may fail, it is unbound, too. */
  record Member(String module, String name) implements Question {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Member that && that.module.equals(module) && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * module.hashCode() + name.hashCode();
    }
  }

  /** What {@code from module import *} brings under a name, if anything. */
  record Exported(String module, String name) implements Question {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Exported that && that.module.equals(module) && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * module.hashCode() + name.hashCode();
    }
  }

  /** What a name stands for after star imports; see {@code Value.Starred}. */
  record Starred(int module, String name, int stars, int since, int value) implements Question {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Starred that
          && that.module == module
          && that.stars == stars
          && that.since == since
          && that.value == value
          && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * (31 * module + name.hashCode()) + stars) + since) + value;
    }
  }
}
