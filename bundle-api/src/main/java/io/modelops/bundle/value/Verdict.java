package io.modelops.bundle.value;

/** What discovery says of a candidate. */
public enum Verdict {
  /** A rule holds. */
  MODEL,
  /** The effective definition of a method of the rule is abstract, or the class is a Protocol. */
  ABSTRACT,
  /** Something that the rule asks for is missing, and no base could bring it. */
  INCOMPLETE,
  /** What is missing could come from a base outside the project, or the bases contradict. */
  UNRESOLVED,
  /** Defined inside a function, so no import statement can reach it. */
  NOT_IMPORTABLE
}
