package io.modelops.bundle.discovery.python;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNSimulator;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.LexerAction;
import org.antlr.v4.runtime.atn.LexerActionExecutor;
import org.antlr.v4.runtime.atn.LexerModeAction;
import org.antlr.v4.runtime.atn.LexerSkipAction;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.dfa.DFAState;
import org.jspecify.annotations.Nullable;

/**
 * Runs ANTLR's lexer DFA directly over the bytes, and over skipped text without leaving the loop.
 * ANTLR makes the transitions that are missing. All threads share the DFA, as in any ANTLR lexer.
 * It only grows, and ANTLR publishes each state. Its size is bounded because no rule of the grammar
 * is recursive.
 */
final class ByteLexerSimulator extends LexerATNSimulator {

  private static final int POLL_INTERVAL = 1 << 16;

  private final ByteLexer lexer;
  private final ByteStream input;
  private final byte[] bytes;
  private final Runnable checkpoint;
  private int budget = POLL_INTERVAL;

  private ByteLexerSimulator(
      ByteLexer lexer,
      DFA[] automata,
      PredictionContextCache contexts,
      ByteStream input,
      Runnable checkpoint) {
    super(lexer, lexer.getATN(), automata, contexts);
    this.lexer = lexer;
    this.input = input;
    this.bytes = input.bytes;
    this.checkpoint = checkpoint;
  }

  static void drive(StructureLexer lexer, ByteStream input, Runnable checkpoint) {
    lexer.setInterpreter(
        new ByteLexerSimulator(
            lexer,
            StructureLexer._decisionToDFA,
            StructureLexer._sharedContextCache,
            input,
            checkpoint));
  }

  static void drive(ExpressionLexer lexer, ByteStream input, Runnable checkpoint) {
    lexer.setInterpreter(
        new ByteLexerSimulator(
            lexer,
            ExpressionLexer._decisionToDFA,
            ExpressionLexer._sharedContextCache,
            input,
            checkpoint));
  }

  /** The next token that is not skipped; EOF at the end of the text. */
  @Override
  public int match(CharStream ignored, int startMode) {
    int rule;
    do {
      startIndex = input.index;
      if (startIndex >= input.end) {
        return Token.EOF;
      }
      mode = lexer._mode;
      lexer._tokenStartCharIndex = startIndex;
      if (mode == Lexer.DEFAULT_MODE) {
        lexer.statementStart = startIndex;
      }
      lexer._type = Token.INVALID_TYPE;
      DFAState start = decisionToDFA[mode].s0;
      rule = start == null ? matchATN(input) : execATN(input, start);
    } while (lexer._type == Lexer.SKIP);
    return lexer._type == Token.INVALID_TYPE ? rule : lexer._type;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // ERROR is a marker
  protected int execATN(CharStream ignored, DFAState start) {
    byte[] text = bytes;
    int limit = input.end;
    int at = startIndex;
    int acceptedEnd = -1;
    DFAState accepted = start;
    DFAState state = start;
    while (at < limit) {
      int symbol = ByteStream.symbol(text[at]);
      DFAState[] edges = state.edges;
      DFAState next = edges == null ? null : edges[symbol];
      if (next == null) {
        next = computeTargetState(input, state, symbol);
      }
      if (next == ATNSimulator.ERROR) {
        break;
      }
      at++;
      if (next == state) {
        at = endOfRepeat(text, at, limit, edges, state);
      }
      if (next.isAcceptState) {
        accepted = next;
        acceptedEnd = at;
      }
      state = next;
    }
    poll(at - startIndex);
    return finish(accepted, acceptedEnd);
  }

  /** Comments, strings, names and white space stay in one state for most of their length. */
  @SuppressWarnings("ReferenceEquality") // states are unique
  private static int endOfRepeat(
      byte[] text, int from, int limit, DFAState @Nullable [] edges, DFAState state) {
    int at = from;
    while (edges != null && at < limit && edges[ByteStream.symbol(text[at])] == state) {
      at++;
    }
    return at;
  }

  private int finish(DFAState accepted, int end) {
    if (end < 0) {
      throw new LexerNoViableAltException(recog, input, startIndex, accepted.configs);
    }
    input.index = end;
    LexerActionExecutor actions = accepted.lexerActionExecutor;
    if (actions != null) {
      run(actions.getLexerActions());
    }
    return accepted.prediction;
  }

  private void run(LexerAction[] actions) {
    for (LexerAction action : actions) {
      if (action instanceof LexerSkipAction) {
        lexer._type = Lexer.SKIP;
      } else if (action instanceof LexerModeAction change) {
        lexer._mode = change.getMode();
      } else {
        action.execute(lexer);
      }
    }
  }

  private void poll(int consumed) {
    budget -= consumed + 16;
    if (budget < 0) {
      budget = POLL_INTERVAL;
      checkpoint.run();
    }
  }
}
