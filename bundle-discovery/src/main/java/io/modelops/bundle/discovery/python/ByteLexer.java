package io.modelops.bundle.discovery.python;

import java.util.Arrays;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonTokenFactory;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * A lexer over UTF-8 bytes, driven by the table of its grammar. Its tokens know offsets only. The
 * longest match wins, and of equals the rule that stands first, as in any ANTLR lexer.
 */
abstract class ByteLexer implements TokenSource {

  private static final int POLL_INTERVAL = 1 << 16;

  private final LexerTable table;
  private final byte[] bytes;
  private final Runnable checkpoint;
  private int budget = POLL_INTERVAL;
  private int end;
  private int index;
  private int start;
  private int statementStart;
  private int mode = Lexer.DEFAULT_MODE;
  private int[] modes = new int[16];
  private int open;

  /**
   * @param checkpoint called about every 64 KiB
   */
  ByteLexer(LexerTable table, byte[] bytes, Runnable checkpoint) {
    this.table = table;
    this.bytes = bytes;
    this.checkpoint = checkpoint;
    this.end = bytes.length;
  }

  @Override
  public abstract SourceToken nextToken();

  /** Takes a part for all of the text. */
  final void restrict(int from, int to) {
    index = from;
    end = Math.min(to, bytes.length);
  }

  /** Where the next match begins. */
  final int index() {
    return index;
  }

  final void seek(int offset) {
    index = Math.min(offset, end);
  }

  final int end() {
    return end;
  }

  /** Where the last match began. */
  final int start() {
    return start;
  }

  /** Where the last match of the default mode began; for structure, a statement. */
  final int statementStart() {
    return statementStart;
  }

  final int mode() {
    return mode;
  }

  final void mode(int next) {
    mode = next;
  }

  /** How many modes are to be returned to. */
  final int openModes() {
    return open;
  }

  void pushMode(int next) {
    if (open == modes.length) {
      modes = Arrays.copyOf(modes, open * 2);
    }
    modes[open++] = mode;
    mode = next;
  }

  void popMode() {
    mode = modes[--open];
  }

  /** Stays in the mode, and returns to none. */
  void leaveModes() {
    open = 0;
  }

  /** Runs the rules of the current mode; the type of the next token that is not skipped. */
  final int match() {
    int type = Lexer.SKIP;
    while (type == Lexer.SKIP) {
      start = index;
      if (start >= end) {
        return Token.EOF;
      }
      if (mode == Lexer.DEFAULT_MODE) {
        statementStart = start;
      }
      int accepted = longest();
      type = table.type(accepted);
      changeMode(accepted);
    }
    return type;
  }

  /** Goes to the end of the longest match; the state there. */
  private int longest() {
    LexerTable states = table;
    byte[] text = bytes;
    int limit = end;
    int at = start;
    int state = states.start(mode);
    int accepted = LexerTable.DEAD;
    while (at < limit) {
      int next = states.next(state, text[at]);
      if (next == LexerTable.DEAD) {
        break;
      }
      at++;
      if (next == state) { // comments, strings, names and white space stay in one state
        while (at < limit && states.next(state, text[at]) == state) {
          at++;
        }
      }
      state = next;
      if (states.type(state) != 0) {
        accepted = state;
        index = at;
      }
    }
    poll(at - start);
    if (accepted == LexerTable.DEAD) {
      throw new IllegalStateException("no rule matches in mode " + mode + " at " + start);
    }
    return accepted;
  }

  private void changeMode(int accepted) {
    int next = table.mode(accepted);
    int pushed = table.pushed(accepted);
    if (next != LexerTable.NONE) {
      mode = next;
    }
    if (pushed != LexerTable.NONE) {
      pushMode(pushed);
    }
    if (table.pops(accepted)) {
      popMode();
    }
  }

  private void poll(int consumed) {
    budget -= consumed + 16;
    if (budget < 0) {
      budget = POLL_INTERVAL;
      checkpoint.run();
    }
  }

  @Override
  public final int getLine() {
    return 0;
  }

  @Override
  public final int getCharPositionInLine() {
    return 0;
  }

  @Override
  public final @Nullable CharStream getInputStream() {
    return null;
  }

  @Override
  public final String getSourceName() {
    return "";
  }

  @Override
  public final void setTokenFactory(TokenFactory<?> factory) {}

  @Override
  public final TokenFactory<?> getTokenFactory() {
    return CommonTokenFactory.DEFAULT;
  }
}
