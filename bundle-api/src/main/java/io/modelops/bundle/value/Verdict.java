package io.modelops.bundle.value;

/** What discovery says of a candidate. */
public enum Verdict {
  /** Has every method that the rule asks for. */
  MODEL,
  /** The effective definition of one of the methods is abstract, or the class is a Protocol. */
  ABSTRACT,
  /** A method is missing and no base could bring it. */
  INCOMPLETE,
  /** A missing method could come from a base outside the project, or the bases contradict. */
  UNRESOLVED,
  /** Defined inside a function, so no import statement can reach it. */
  NOT_IMPORTABLE
}
