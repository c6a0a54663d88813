package io.modelops.bundle.discovery.python;

import java.util.Set;
import org.antlr.v4.runtime.Lexer;

/**
 * Nested brackets and f-strings. Bounds their nesting, and goes on after text that is no Python.
 */
abstract class NestingLexer extends ByteLexer {

  /** CPython's limit of brackets within brackets. */
  private static final int MAX_BRACKETS = 200;

  private static final int MAX_MODES = 1_000;
  private static final int MAX_RESTARTS = 20;
  private static final Set<String> OPERATORS = Set.of("in", "is", "if", "and", "or", "not");

  private static final LexerTable TABLE = LexerTable.of("StructureLexer");

  private final byte[] bytes;
  private final FaultLog faults;
  private int brackets;
  private int openedAt;
  private int restarts;

  NestingLexer(byte[] bytes, FaultLog faults, Runnable checkpoint) {
    super(TABLE, bytes, checkpoint);
    this.bytes = bytes;
    this.faults = faults;
  }

  final void fault(String code, int offset, String message) {
    faults.add(code, offset, message);
  }

  @Override
  final void pushMode(int mode) {
    if (openModes() == 0) {
      openedAt = start();
    }
    int pushed = mode == StructureLexer.FTEXT ? textMode() : mode;
    super.pushMode(pushed);
    brackets += isBracket(pushed) ? 1 : 0;
    if (brackets > MAX_BRACKETS || openModes() > MAX_MODES) {
      fault("nesting", start(), "too many nested brackets");
      restart(endOfLine(index()), StructureLexer.REST);
    }
  }

  @Override
  final void popMode() {
    brackets -= isBracket(mode()) ? 1 : 0;
    super.popMode();
  }

  private static boolean isBracket(int mode) {
    return mode == StructureLexer.NESTED
        || mode == StructureLexer.FIELD
        || mode == StructureLexer.SPEC
        || mode == StructureLexer.ARGUMENT
        || mode == StructureLexer.ARGUMENT_VALUE
        || mode == StructureLexer.IMPORTED;
  }

  /** The mode for the text of an f-string whose opening quotes have just been read. */
  private int textMode() {
    int end = index();
    boolean single = bytes[end - 1] == '\'';
    boolean triple =
        end > 2 && bytes[end - 2] == bytes[end - 1] && bytes[end - 3] == bytes[end - 1];
    if (triple) {
      return single ? StructureLexer.TEXT_TRIPLE_SINGLE : StructureLexer.TEXT_TRIPLE_DOUBLE;
    }
    return single ? StructureLexer.TEXT_SINGLE : StructureLexer.TEXT_DOUBLE;
  }

  @Override
  final void leaveModes() {
    super.leaveModes();
    brackets = 0;
  }

  /** At the end of the file, goes back to the line in which something was opened, if so. */
  final boolean reopened() {
    if (openModes() == 0 || restarts++ >= MAX_RESTARTS) {
      return false;
    }
    fault("syntax", openedAt, "never closed");
    restart(endOfLine(openedAt), StructureLexer.REST);
    return true;
  }

  private void restart(int at, int mode) {
    leaveModes();
    mode(mode);
    seek(at);
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Whether a token was one of those that only tell of a fault. */
  final boolean repaired(int type, int start) {
    switch (type) {
      case StructureLexer.RESYNC -> {
        fault("syntax", openedAt, "bracket is not closed before the next statement");
        restart(start, Lexer.DEFAULT_MODE);
      }
      case StructureLexer.BAD_LINE -> {
        fault("syntax", start, "unterminated f-string");
        seek(start);
      }
      case StructureLexer.BAD_HEADER -> {
        fault("syntax", start, "unexpected character in a header");
        seek(start);
      }
      case StructureLexer.OLD_PRINT -> oldPrint(start);
      case StructureLexer.BAD_STRING -> fault("syntax", start, "unterminated string");
      case StructureLexer.BAD_CLOSE -> fault("syntax", start, "unmatched bracket");
      case StructureLexer.BAD_CHARACTER -> fault("syntax", start, "unexpected character");
      default -> {
        return false;
      }
    }
    return true;
  }

  /** In Python 3, only an operator can follow the name {@code print}. */
  private void oldPrint(int start) {
    int end = index();
    int word = end;
    while (PythonNames.isPart(bytes[word - 1])) {
      word--;
    }
    if (!OPERATORS.contains(PythonNames.text(bytes, word, end))) {
      fault("syntax", start, "missing parentheses in call to print or exec");
    }
    seek(word == end ? end - 1 : word);
  }
}
