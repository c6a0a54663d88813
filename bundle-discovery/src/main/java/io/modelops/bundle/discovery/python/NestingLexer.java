package io.modelops.bundle.discovery.python;

import java.util.Set;
import org.antlr.v4.runtime.CharStream;
import org.jspecify.annotations.Nullable;

/**
 * Nested brackets and f-strings. Bounds their nesting, and goes on after text that is no Python.
 */
abstract class NestingLexer extends ByteLexer {

  /** CPython's limit of brackets within brackets. */
  private static final int MAX_BRACKETS = 200;

  private static final int MAX_MODES = 1_000;
  private static final int MAX_RESTARTS = 20;
  private static final Set<String> OPERATORS = Set.of("in", "is", "if", "and", "or", "not");

  private byte[] bytes = {};
  private @Nullable FaultLog faults;
  private int brackets;
  private int openedAt;
  private int restarts;

  NestingLexer(CharStream input) {
    super(input);
  }

  void begin(ByteStream input, FaultLog log) {
    bytes = input.bytes;
    faults = log;
  }

  final void fault(String code, int offset, String message) {
    if (faults != null) {
      faults.add(code, offset, message);
    }
  }

  @Override
  public final void pushMode(int mode) {
    if (_modeStack.isEmpty()) {
      openedAt = _tokenStartCharIndex;
    }
    int pushed = mode == StructureLexer.FTEXT ? textMode() : mode;
    super.pushMode(pushed);
    brackets += isBracket(pushed) ? 1 : 0;
    if (brackets > MAX_BRACKETS || _modeStack.size() > MAX_MODES) {
      fault("nesting", _tokenStartCharIndex, "too many nested brackets");
      restart(endOfLine(_input.index()), StructureLexer.REST);
    }
  }

  @Override
  public final int popMode() {
    brackets -= isBracket(_mode) ? 1 : 0;
    return super.popMode();
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
    int end = _input.index();
    boolean single = bytes[end - 1] == '\'';
    boolean triple =
        end > 2 && bytes[end - 2] == bytes[end - 1] && bytes[end - 3] == bytes[end - 1];
    if (triple) {
      return single ? StructureLexer.TEXT_TRIPLE_SINGLE : StructureLexer.TEXT_TRIPLE_DOUBLE;
    }
    return single ? StructureLexer.TEXT_SINGLE : StructureLexer.TEXT_DOUBLE;
  }

  /** Forgets what is open. */
  final void leaveModes() {
    _modeStack.clear();
    brackets = 0;
  }

  /** At the end of the file, goes back to the line in which something was opened, if so. */
  final boolean reopened() {
    if (_modeStack.isEmpty() || restarts++ >= MAX_RESTARTS) {
      return false;
    }
    fault("syntax", openedAt, "never closed");
    restart(endOfLine(openedAt), StructureLexer.REST);
    return true;
  }

  private void restart(int at, int mode) {
    leaveModes();
    mode(mode);
    _input.seek(at);
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
        restart(start, DEFAULT_MODE);
      }
      case StructureLexer.BAD_LINE -> {
        fault("syntax", start, "unterminated f-string");
        _input.seek(start);
      }
      case StructureLexer.BAD_HEADER -> {
        fault("syntax", start, "unexpected character in a header");
        _input.seek(start);
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
    int end = _input.index();
    int word = end;
    while (PythonNames.isPart(bytes[word - 1])) {
      word--;
    }
    if (!OPERATORS.contains(PythonNames.text(bytes, word, end))) {
      fault("syntax", start, "missing parentheses in call to print or exec");
    }
    _input.seek(word == end ? end - 1 : word);
  }
}
