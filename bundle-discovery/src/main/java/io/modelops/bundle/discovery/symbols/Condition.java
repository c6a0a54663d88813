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
   * {@code sys.version_info >= (3, 8)}.
   *
   * @param from the first component compared
   * @param to the component after the last compared; {@link Integer#MAX_VALUE}: all
   * @param single whether one component is compared with a number instead of tuples
   */
  record Version(int value, String operator, List<Integer> other, int from, int to, boolean single)
      implements Condition {}

  /** One of these imports may fail: it leads to nothing that the project has. */
  record ImportFails(List<Integer> imports) implements Condition {}
}
