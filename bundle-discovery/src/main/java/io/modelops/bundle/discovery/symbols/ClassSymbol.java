package io.modelops.bundle.discovery.symbols;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class of the file.
 *
 * @param name qualified: {@code Outer.Inner}
 * @param outer the class whose body it stands in; -1 if in none
 * @param scope that of its body
 * @param branch the branch it stands in
 * @param function the innermost function that it is defined in
 * @param decorators what their names stand for
 * @param generic whether it has type parameters
 * @param doc the first line of its docstring
 */
public record ClassSymbol(
    String name,
    Span span,
    int outer,
    int scope,
    int branch,
    @Nullable Function function,
    List<Base> bases,
    List<Integer> decorators,
    boolean generic,
    @Nullable String doc) {

  /** A function around a class. */
  public record Function(String name, int line) {}

  /**
   * A base as written.
   *
   * @param stars how many stand before it
   * @param text the source of the argument
   * @param value what it stands for; -1 if it is no name
   * @param subscripted whether it is {@code name[...]}
   */
  public record Base(int stars, String text, int value, boolean subscripted) {}

  /** The last component of its name. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
