package io.modelops.bundle.discovery.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that says something about a module's structure. Every other statement is skipped by
 * the parser and appears nowhere.
 *
 * <p>Lines and columns count from 1, columns in code points; a line ends at LF, CRLF or a lone CR.
 */
public sealed interface Statement {

  int line();

  /**
   * A class; {@code line} is that of the keyword {@code class}, not of its decorators.
   *
   * @param docstring its value, indentation included
   */
  record ClassDefinition(
      String name,
      int line,
      int column,
      int endLine,
      List<Expression> decorators,
      List<Argument> arguments,
      @Nullable String docstring,
      List<Statement> body)
      implements Statement {}

  /**
   * A function; {@code line} is that of {@code def} or {@code async}, not of its decorators.
   *
   * @param signature the source text from the opening parenthesis to the return annotation
   */
  record FunctionDefinition(
      String name,
      boolean async,
      int line,
      int column,
      int endLine,
      List<Expression> decorators,
      String signature,
      List<Statement> body)
      implements Statement {}

  /** One name of an {@code import a.b, c as d} statement, at the place of the name. */
  record Import(String module, @Nullable String alias, int line, int column) implements Statement {}

  /**
   * {@code from ..module import a, b as c}.
   *
   * @param level number of leading dots; 0 for an absolute import
   * @param module the dotted name after the dots, empty in {@code from . import x}
   * @param names the imported names, empty for {@code *}
   */
  record ImportFrom(int level, String module, List<ImportedName> names, int line, int column)
      implements Statement {
    public boolean isStar() {
      return names.isEmpty();
    }
  }

  /** {@code name as alias}; the alias equals the name where there is none. */
  record ImportedName(String name, String alias) {}

  /**
   * An assignment to plain names: {@code x = v}, {@code x = y = v}, {@code (x) = v}, {@code x: T =
   * v}, {@code x += v}; {@code value} is absent for a bare annotation. Of a chain whose first
   * target is a plain name, {@code targets} holds the plain names.
   */
  record Assignment(
      List<String> targets, boolean augmented, @Nullable Expression value, int line, int column)
      implements Statement {}

  /** {@code del x, y} of plain names. */
  record Deletion(List<String> names, int line) implements Statement {}

  /**
   * The body of one branch of a compound statement; the branches stand side by side in the body
   * that holds the statement.
   *
   * @param condition that of {@code if} and {@code elif}; absent for the other kinds
   * @param line that of the keyword
   */
  record Block(Block.Kind kind, @Nullable Expression condition, int line, List<Statement> body)
      implements Statement {
    public enum Kind {
      IF,
      ELIF,
      ELSE,
      TRY,
      EXCEPT,
      FINALLY,
      LOOP,
      WITH,
      CASE
    }
  }

  /**
   * An argument in a class header: a base, {@code *bases}, {@code keyword=value} or {@code **kw}.
   */
  record Argument(int stars, @Nullable String keyword, Expression value) {}

  /**
   * An expression as far as structure needs it.
   *
   * @param name the dotted name for {@link Kind#NAME}; for {@link Kind#SUBSCRIPT} and {@link
   *     Kind#CALL} the dotted name that is subscripted or called, empty if it is not a dotted name;
   *     empty for the other kinds
   * @param text the source text; outside string literals, comments and line breaks are folded to
   *     single spaces
   */
  record Expression(Expression.Kind kind, String name, String text) {
    public enum Kind {
      /** {@code a} or {@code a.b.c}. */
      NAME,
      /** {@code a.b[...]}. */
      SUBSCRIPT,
      /** {@code a.b(...)}. */
      CALL,
      /** {@code None}. */
      NONE,
      /** A number, string, {@code True}, {@code False} or {@code ...}. */
      CONSTANT,
      /** Anything else, lambdas included. */
      OTHER
    }
  }
}
