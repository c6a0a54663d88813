package io.modelops.bundle.discovery.python;

/**
 * The open blocks' columns. Tabs count to the next multiple of 8, and as 1 in the second column.
 */
final class IndentationStack {

  /** CPython's limit, the module level included. */
  private static final int MAX_DEPTH = 100;

  private final int[] columns = new int[MAX_DEPTH];
  private final int[] narrowColumns = new int[MAX_DEPTH];
  private final boolean[] match = new boolean[MAX_DEPTH];
  private int top;

  int depth() {
    return top;
  }

  boolean isFull() {
    return top + 1 >= MAX_DEPTH;
  }

  int column() {
    return columns[top];
  }

  int narrowColumn() {
    return narrowColumns[top];
  }

  boolean isMatch() {
    return match[top];
  }

  void push(int column, int narrowColumn, boolean isMatch) {
    top++;
    columns[top] = column;
    narrowColumns[top] = narrowColumn;
    match[top] = isMatch;
  }

  void pop() {
    top--;
  }
}
