package io.modelops.bundle.discovery.python;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * What a lexer grammar cannot say: indentation, limits of nesting, and how to go on after text that
 * is no Python. A NEWLINE is passed on only after a line that gave tokens.
 */
abstract class IndentingLexer extends ByteLexer {

  /** CPython's limit of brackets within brackets. */
  private static final int MAX_LEVEL = 200;

  private static final String NO_BLOCK = "expected an indented block";
  private static final Set<String> OPERATORS = Set.of("in", "is", "if", "and", "or", "not");
  private static final int MAX_MODES = 1000;
  private static final int MAX_RESTARTS = 20;

  private final Queue<SourceToken> pending = new ArrayDeque<>();
  private final IndentationStack blocks = new IndentationStack();
  private @Nullable FaultLog faults;
  private byte[] bytes = {};
  private int level;
  private int openedAt;
  private int restarts;
  private boolean lineHasTokens;
  private boolean lineHasHeader;
  private int colonEnd = -1;
  private int lineStart;
  private int statementEnd;

  IndentingLexer(CharStream input) {
    super(input);
  }

  final void begin(ByteStream input, FaultLog log) {
    bytes = input.bytes;
    faults = log;
    int indentation = 0;
    while (indentation < bytes.length && isBlank(bytes[indentation])) {
      indentation++;
    }
    if (indentation > 0 && indentation < bytes.length && !startsNoStatement(bytes[indentation])) {
      fault("indentation", indentation, "unexpected indent");
    }
  }

  private static boolean startsNoStatement(byte value) {
    return value == '#' || value == '\r' || value == '\n' || value == '\\';
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t' || value == '\f';
  }

  @Override
  public SourceToken nextToken() {
    while (pending.isEmpty()) {
      int type = match();
      int start = _tokenStartCharIndex;
      if (type == StructureLexer.NEWLINE || type == StructureLexer.CONFLICT) {
        endLine(type, start);
      } else if (type == Token.EOF) {
        endFile();
      } else if (!repaired(type, start)) {
        int end = _input.index();
        note(type, end);
        return token(type, start, end - 1);
      }
    }
    return pending.remove();
  }

  private void note(int type, int end) {
    lineHasTokens = true;
    switch (type) {
      case StructureLexer.ELSE,
          StructureLexer.TRY,
          StructureLexer.FINALLY,
          StructureLexer.EXCEPT -> {
        lineHasHeader = true;
        if (bytes[end - 1] == ':' || isBlank(bytes[end - 1])) {
          colonEnd = end;
        }
      }
      case StructureLexer.COLON -> colonEnd = end;
      case StructureLexer.CLASS,
          StructureLexer.DEF,
          StructureLexer.ASYNC_DEF,
          StructureLexer.IF,
          StructureLexer.ELIF,
          StructureLexer.LOOP,
          StructureLexer.WITH,
          StructureLexer.CASE ->
          lineHasHeader = true;
      default -> {}
    }
  }

  private void endLine(int type, int start) {
    int next = _input.index();
    if (type == StructureLexer.CONFLICT) {
      fault("syntax", start, "merge conflict marker");
    }
    statementEnd = start;
    if (lineHasTokens) {
      pending.add(token(StructureLexer.NEWLINE, start, next - 1));
      lineHasTokens = false;
    }
    _modeStack.clear();
    level = 0;
    boolean opened = colonEnd == statementEnd;
    if (next < bytes.length) {
      indent(next, opened);
    } else if (opened) {
      fault("indentation", next, NO_BLOCK);
    }
    lineStart = next;
    lineHasHeader = false;
    colonEnd = -1;
    mode(blocks.isMatch() && startsWith("case") ? StructureLexer.CASE_START : DEFAULT_MODE);
  }

  private boolean startsWith(String word) {
    if (lineStart + word.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[lineStart + i] != word.charAt(i)) {
        return false;
      }
    }
    int end = lineStart + word.length();
    return end == bytes.length || !PythonNames.isPart(bytes[end]);
  }

  private void indent(int next, boolean opened) {
    int at = next;
    while (at > 0 && bytes[at - 1] == ' ') {
      at--;
    }
    int column = next - at;
    int narrow = column;
    if (at > 0 && isBlank(bytes[at - 1])) {
      while (at > 0 && isBlank(bytes[at - 1])) {
        at--;
      }
      column = column(at, next);
      narrow = narrowColumn(at, next);
    }
    if (column > blocks.column()) {
      open(next, column, narrow, opened);
      return;
    }
    if (opened) {
      fault("indentation", next, NO_BLOCK);
    }
    close(next, column);
    if (column == blocks.column() && narrow != blocks.narrowColumn()) {
      fault("indentation", next, "inconsistent use of tabs and spaces in indentation");
    }
  }

  private int column(int from, int end) {
    int column = 0;
    for (int at = from; at < end; at++) {
      column = bytes[at] == '\f' ? 0 : bytes[at] == '\t' ? (column / 8 + 1) * 8 : column + 1;
    }
    return column;
  }

  private int narrowColumn(int from, int end) {
    int at = end;
    while (at > from && bytes[at - 1] != '\f') {
      at--;
    }
    return end - at;
  }

  private void open(int next, int column, int narrow, boolean opened) {
    if (blocks.isFull()) {
      fault("nesting", next, "too many levels of indentation");
      return;
    }
    boolean match = !lineHasHeader && startsWith("match");
    if (!match && !(lineHasHeader && (opened || colonEnd < 0))) {
      fault("indentation", next, "unexpected indent");
    } else if (narrow <= blocks.narrowColumn()) {
      fault("indentation", next, "inconsistent use of tabs and spaces in indentation");
    }
    blocks.push(column, narrow, match);
    add(lineHasHeader ? StructureLexer.INDENT : StructureLexer.ORPHAN_INDENT, next - 1);
  }

  private void close(int next, int column) {
    while (blocks.column() > column) {
      blocks.pop();
      add(StructureLexer.DEDENT, statementEnd);
      if (blocks.column() < column) {
        fault("indentation", next, "unindent does not match any outer indentation level");
      }
    }
  }

  private void endFile() {
    if (!_modeStack.isEmpty() && restarts++ < MAX_RESTARTS) {
      fault("syntax", openedAt, "never closed");
      restart(endOfLine(openedAt), StructureLexer.REST);
      return;
    }
    if (lineStart < bytes.length) {
      statementEnd = bytes.length;
    }
    if (colonEnd == bytes.length) {
      fault("indentation", bytes.length, NO_BLOCK);
    }
    if (lineHasTokens) {
      lineHasTokens = false;
      add(StructureLexer.NEWLINE, bytes.length);
    }
    for (; blocks.depth() > 0; blocks.pop()) {
      add(StructureLexer.DEDENT, statementEnd);
    }
    pending.add(token(EOF, bytes.length, bytes.length - 1));
  }

  private boolean repaired(int type, int start) {
    switch (type) {
      case StructureLexer.RESYNC -> {
        fault("syntax", openedAt, "bracket is not closed before the next statement");
        restart(start, DEFAULT_MODE);
      }
      case StructureLexer.BAD_LINE -> {
        fault("syntax", start, "unterminated f-string");
        seekBack(start);
      }
      case StructureLexer.BAD_HEADER -> {
        fault("syntax", start, "unexpected character in a header");
        seekBack(start);
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
    seekBack(word == end ? end - 1 : word);
  }

  private void restart(int at, int mode) {
    _modeStack.clear();
    level = 0;
    mode(mode);
    seekBack(at);
  }

  private void seekBack(int at) {
    _input.seek(at);
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  @Override
  public void pushMode(int mode) {
    if (_modeStack.isEmpty()) {
      openedAt = _tokenStartCharIndex;
    }
    int pushed = mode == StructureLexer.FTEXT ? textMode() : mode;
    super.pushMode(pushed);
    level += isBracket(pushed) ? 1 : 0;
    if (level > MAX_LEVEL || _modeStack.size() > MAX_MODES) {
      fault("nesting", _tokenStartCharIndex, "too many nested brackets");
      restart(endOfLine(_input.index()), StructureLexer.REST);
    }
  }

  @Override
  public int popMode() {
    level -= isBracket(_mode) ? 1 : 0;
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

  private void add(int type, int offset) {
    pending.add(token(type, offset, offset));
  }

  private SourceToken token(int type, int start, int stop) {
    return new SourceToken(this, type, start, stop);
  }

  private void fault(String code, int offset, String message) {
    if (faults != null) {
      faults.add(code, offset, message);
    }
  }
}
