package io.modelops.bundle.discovery.symbols;

import java.util.List;

/** When a branch runs, as far as reading may decide it. */
public sealed interface Condition {
  /** Known from the text alone. */
  enum Fixed implements Condition {
    TRUE,
    FALSE,
    /** May hold or not. */
    OPEN,
    /** {@code __name__ == "__main__"}: holds in scripts only, never in what is imported. */
    SCRIPT
  }

  /** The truth of what a name stands for. */
  record Truth(int value) implements Condition {}

  record Not(Condition operand) implements Condition {}

  record All(List<Condition> operands) implements Condition {}

  record Any(List<Condition> operands) implements Condition {}

  /**
   * A comparison with {@code sys.version_info}, provided that the value stands for that.
   *
   * @param operator as written
   * @param other what it is compared with; a single number for a component
   */
  record Version(int value, Part part, String operator, List<Integer> other) implements Condition {
    /** What is compared. */
    public enum Part {
      WHOLE,
      /** As many components as the other side has. */
      BEGINNING,
      MAJOR,
      MINOR
    }
  }

  /** One of these imports may fail: it leads to nothing that the project has. */
  record ImportFails(List<Integer> imports) implements Condition {}
}
