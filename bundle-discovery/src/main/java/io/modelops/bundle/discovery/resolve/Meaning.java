package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.symbols.Value.Computed;

/** What a name stands for. */
sealed interface Meaning {
  /** Dotted, from a module's name on where that is known. */
  String name();

  /** A class of the project. */
  record Type(ClassId id, String name) implements Meaning {}

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
  }

  /** A function of the project, or a value that takes more than reading to know. */
  record Instance(String name, Computed.Kind kind) implements Meaning {}

  /** Something that does not come from the project. */
  record Outside(String name) implements Meaning {}

  /** Nothing that can be found, though it should be in the project. */
  record Undefined(String name) implements Meaning {}
}
