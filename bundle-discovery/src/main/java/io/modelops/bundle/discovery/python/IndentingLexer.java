package io.modelops.bundle.discovery.python;

import java.util.ArrayDeque;
import java.util.Queue;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * Lines and blocks. A block gives INDENT and DEDENT. Only a line that gave tokens gives a NEWLINE.
 * The column of a line is counted when the line end before it is read, which includes blank lines.
 */
final class IndentingLexer extends NestingLexer {

  private static final String NO_BLOCK = "expected an indented block";
  private static final String TABS = "inconsistent use of tabs and spaces in indentation";

  private final Queue<SourceToken> pending = new ArrayDeque<>();
  private final IndentationStack blocks = new IndentationStack();
  private final Indentation indentation;
  private final byte[] bytes;
  private boolean lineHasTokens;
  private boolean lineHasHeader;
  private int colonEnd = -1;
  private int lineStart;
  private int statementEnd;

  IndentingLexer(byte[] bytes, FaultLog faults, Runnable checkpoint) {
    super(bytes, faults, checkpoint);
    this.bytes = bytes;
    indentation = new Indentation(bytes);
    indentation.measureFrom(0);
    if (indentation.column() > 0 && indentation.startsStatement()) {
      fault("indentation", indentation.end(), "unexpected indent");
    }
  }

  @Override
  public SourceToken nextToken() {
    while (pending.isEmpty()) {
      int type = match();
      int start = start();
      if (type == StructureLexer.NEWLINE || type == StructureLexer.CONFLICT) {
        endLine(type, start);
      } else if (type == Token.EOF) {
        endFile();
      } else if (!repaired(type, start)) {
        int end = index();
        note(type, end);
        return token(type, type == StructureLexer.UNPACKED ? statementStart() : start, end - 1);
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
        if (bytes[end - 1] == ':' || Indentation.isBlank(bytes[end - 1])) {
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
    int next = index();
    if (type == StructureLexer.CONFLICT) {
      fault("syntax", start, "merge conflict marker");
    }
    statementEnd = start;
    if (lineHasTokens) {
      pending.add(token(StructureLexer.NEWLINE, start, next - 1));
      lineHasTokens = false;
    }
    leaveModes();
    boolean opened = colonEnd == statementEnd;
    if (next < bytes.length) {
      indentation.measureBefore(next);
      indent(next, opened);
    } else if (opened) {
      fault("indentation", next, NO_BLOCK);
    }
    lineStart = next < bytes.length ? indentation.end() : next;
    lineHasHeader = false;
    colonEnd = -1;
    mode(blocks.isMatch() && startsWith("case") ? StructureLexer.CASE_START : Lexer.DEFAULT_MODE);
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
    int column = indentation.column();
    if (column > blocks.column()) {
      open(next, opened);
      return;
    }
    if (opened) {
      fault("indentation", next, NO_BLOCK);
    }
    close(next, column);
    if (column == blocks.column() && indentation.narrowColumn() != blocks.narrowColumn()) {
      fault("indentation", next, TABS);
    }
  }

  private void open(int next, boolean opened) {
    if (blocks.isFull()) {
      fault("nesting", next, "too many levels of indentation");
      return;
    }
    boolean match = !lineHasHeader && startsWith("match");
    if (!match && !(lineHasHeader && (opened || colonEnd < 0))) {
      fault("indentation", next, "unexpected indent");
    } else if (indentation.narrowColumn() <= blocks.narrowColumn()) {
      fault("indentation", next, TABS);
    }
    blocks.push(indentation.column(), indentation.narrowColumn(), match);
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
    if (reopened()) {
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
    pending.add(token(Token.EOF, bytes.length, bytes.length - 1));
  }

  private void add(int type, int offset) {
    pending.add(token(type, offset, offset));
  }

  private SourceToken token(int type, int start, int stop) {
    return new SourceToken(this, type, start, stop);
  }
}
