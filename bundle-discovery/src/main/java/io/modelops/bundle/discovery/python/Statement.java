package io.modelops.bundle.discovery.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that says something about a module's structure. The parser skips all others.
 *
 * <p>Lines and columns count from 1, columns in code points. A line ends at LF, CRLF or a lone CR.
 *
 * <p>In a function, only what can matter is read. A value is {@link Expression.Other.Kind#UNREAD}
 * unless the function holds a class. So is a condition, unless its statement holds an import.
 */
public sealed interface Statement {

  int line();

  /**
   * A class; {@code line} is that of the keyword {@code class}, not of its decorators.
   *
   * @param typeParameters the names in {@code class A[T, *Ts]}, which the header and the body see
   * @param docstring its value, indentation included
   */
  record ClassDefinition(
      String name,
      int line,
      int column,
      int endLine,
      List<Expression> decorators,
      List<String> typeParameters,
      List<ClassArgument> arguments,
      @Nullable String docstring,
      List<Statement> body)
      implements Statement {}

  /**
   * An argument in a class header: a base, {@code *bases}, {@code keyword=value} or {@code **kw}.
   *
   * @param text the source of the value; outside strings, comments and line breaks are folded to
   *     single spaces
   */
  record ClassArgument(int stars, @Nullable String keyword, Expression value, String text) {}

  /**
   * A function; {@code line} is that of {@code def} or {@code async}, not of its decorators.
   *
   * @param signature the source text from the opening parenthesis to the return annotation, folded
   *     like that of a class argument
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
   * v}, {@code x += v}, {@code (x := v)}; {@code value} is absent for a bare annotation. An
   * unpacking whose value has as many elements as there are targets is one assignment for each.
   */
  record Assignment(
      List<String> targets, boolean augmented, @Nullable Expression value, int line, int column)
      implements Statement {}

  /** {@code a, (b, *c) = value}: each of the names is bound to some part of the value. */
  record Unpacking(List<String> names, Expression value, int line, int column)
      implements Statement {}

  /**
   * {@code a, b = b, a}: all values are looked up before any name is bound.
   *
   * @param parts assignments and unpackings
   */
  record Simultaneous(List<Statement> parts, int line) implements Statement {}

  /**
   * {@code A.b = value}, except of {@code self}.
   *
   * @param object the dotted name before the attribute
   */
  record AttributeAssignment(
      String object, String attribute, Expression value, int line, int column)
      implements Statement {}

  /** {@code global x, y}: what follows in this function binds the module's names. */
  record Global(List<String> names, int line) implements Statement {}

  /** {@code del x, y} of plain names. */
  record Deletion(List<String> names, int line) implements Statement {}

  /** A statement that begins with a method of {@code __all__}, as in {@code __all__.append(x)}. */
  record ExportsCall(Expression value, int line) implements Statement {}

  /** A compound statement with all its clauses: an {@code if} with its {@code elif} and else. */
  record Compound(Compound.Kind kind, List<Clause> clauses, int line) implements Statement {
    public enum Kind {
      IF,
      TRY,
      /** {@code for} or {@code while}. */
      LOOP,
      WITH,
      MATCH
    }
  }

  /**
   * A header and the statements below it.
   *
   * @param expression the condition of {@code if}, {@code elif} and {@code while}; what {@code
   *     except} catches
   * @param names the plain names that the header binds: the targets of {@code for}, those after
   *     {@code as}, the captures of a pattern
   * @param line that of the keyword
   * @param repeats whether it is that of a loop and may run again
   */
  record Clause(
      Clause.Kind kind,
      @Nullable Expression expression,
      List<String> names,
      int line,
      boolean repeats,
      List<Statement> body) {
    public enum Kind {
      IF,
      ELIF,
      ELSE,
      TRY,
      EXCEPT,
      FINALLY,
      FOR,
      WHILE,
      WITH,
      CASE,
      /** {@code case _} or {@code case name} without a condition, which matches everything. */
      CASE_ANY
    }
  }
}
