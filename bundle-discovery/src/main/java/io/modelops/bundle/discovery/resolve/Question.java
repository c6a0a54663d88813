package io.modelops.bundle.discovery.resolve;

/**
 * What a {@link Resolver} is asked. Modules are given by number, or by name where they have none.
 */
sealed interface Question {
  /** What a value of a module's symbol table stands for. */
  record Of(int module, int value) implements Question {}

  /** What {@code from module import name} brings; if that may fail, it is unbound, too. */
  record Member(String module, String name) implements Question {}

  /** What {@code from module import *} brings under a name, if anything. */
  record Exported(String module, String name) implements Question {}

  /** What a name stands for after star imports; see {@code Value.Starred}. */
  record Starred(int module, String name, int stars, int since, int value) implements Question {}
}
