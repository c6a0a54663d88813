package io.modelops.bundle.discovery.resolve;

/**
 * The definition of a method that a class has, of its own or inherited.
 *
 * @param owner whose body it is in
 */
record Method(Kind kind, ClassSymbol owner, Binding binding) {
  enum Kind {
    DEFINED,
    ABSTRACT,
    /** The name stands for something that cannot be called, such as {@code None}. */
    REMOVED
  }
}
