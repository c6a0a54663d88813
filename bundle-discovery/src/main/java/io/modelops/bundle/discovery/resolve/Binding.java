package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.python.Statement;
import org.jspecify.annotations.Nullable;

/** What a statement makes a name stand for. */
sealed interface Binding {
  /** Grows with the source; a class and its contents are bound before its name is. */
  int order();

  Statement statement();

  /** A class. */
  record Type(int order, ClassSymbol symbol) implements Binding {
    @Override
    public Statement statement() {
      return symbol.definition();
    }
  }

  /**
   * Something imported.
   *
   * @param module absolute
   * @param name in that module; null: the module itself
   */
  record Imported(int order, Statement statement, String module, @Nullable String name)
      implements Binding {}

  /** Another name for what a dotted name stands for at this place. */
  record Alias(int order, Statement statement, String dotted, Scope scope) implements Binding {}

  /** A function, or a value that takes more than reading to know. */
  record Value(int order, Statement statement, String qualified) implements Binding {}

  /** Nothing any more. */
  record Removed(int order, Statement statement) implements Binding {}
}
