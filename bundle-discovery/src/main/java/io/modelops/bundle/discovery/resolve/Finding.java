package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.value.Verdict;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What a rule says of a class with one of the orders that it can have.
 *
 * @param candidate whether some part of the rule holds, or may
 * @param excluded whether the class has what the rule says a model has not
 * @param verdicts every verdict that the definitions which can be in effect lead to
 */
record Finding(boolean candidate, boolean excluded, Set<Verdict> verdicts) {
  static Finding of(boolean candidate, Verdict... verdicts) {
    return new Finding(candidate, false, Set.of(verdicts));
  }

  /** What is said if both must hold. */
  Finding and(Finding other) {
    return new Finding(
        candidate || other.candidate,
        excluded || other.excluded,
        combined(other, (a, b) -> rank(a) >= rank(b) ? a : b));
  }

  /** What is said if one of both must hold. */
  Finding or(Finding other) {
    return new Finding(
        isCandidate() || other.isCandidate(),
        excluded && other.excluded,
        combined(other, (a, b) -> rank(a) <= rank(b) ? a : b));
  }

  /** What is said if this must not hold. */
  Finding negated() {
    Set<Verdict> negated = EnumSet.noneOf(Verdict.class);
    for (Verdict each : verdicts) {
      negated.add(
          switch (each) {
            case INCOMPLETE -> Verdict.MODEL;
            case UNRESOLVED -> Verdict.UNRESOLVED;
            default -> Verdict.INCOMPLETE;
          });
    }
    return new Finding(false, negated.equals(Set.of(Verdict.INCOMPLETE)), negated);
  }

  boolean isCandidate() {
    return candidate && !excluded;
  }

  private Set<Verdict> combined(Finding other, BinaryOperator<Verdict> choice) {
    Set<Verdict> combined = EnumSet.noneOf(Verdict.class);
    verdicts.forEach(a -> other.verdicts.forEach(b -> combined.add(choice.apply(a, b))));
    return combined;
  }

  /** How far a verdict is from that of a model. */
  static int rank(Verdict verdict) {
    return switch (verdict) {
      case MODEL -> 0;
      case ABSTRACT -> 1;
      case NOT_IMPORTABLE -> 2;
      case UNRESOLVED -> 3;
      case INCOMPLETE -> 4;
    };
  }
}
