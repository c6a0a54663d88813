package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.symbols.Value.Computed;
import org.jspecify.annotations.Nullable;

/** What a name stands for. */
sealed interface Meaning {
  /** Dotted, from a module's name on where that is known. */
  String name();

  /** A class of the project. */
  record Type(ClassId id, String name) implements Meaning {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Type that && that.id.equals(id) && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * id.hashCode() + name.hashCode();
    }
  }

  /**
   * A module or package of the project.
   *
   * @param outside the name that an import of it means to who does not look where it was found, as
   *     what a directory without code lacks may be installed under that name
   */
  record Module(String name, String outside) implements Meaning {
    Module(String name) {
      this(name, name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Module that && that.name.equals(name) && that.outside.equals(outside);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + outside.hashCode();
    }
  }

  /** A function of the project, or a value that takes more than reading to know. */
  record Instance(String name, Computed.Kind kind) implements Meaning {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Instance that && that.kind == kind && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + kind.hashCode();
    }
  }

  /** Something that does not come from the project. */
  record Outside(String name) implements Meaning {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Outside that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** Nothing that can be found, though it should be in the project. */
  record Undefined(String name) implements Meaning {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Undefined that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }
}
