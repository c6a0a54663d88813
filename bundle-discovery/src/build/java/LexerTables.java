import io.modelops.bundle.discovery.python.ExpressionLexer;
import io.modelops.bundle.discovery.python.StructureLexer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNSimulator;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.LexerAction;
import org.antlr.v4.runtime.atn.LexerModeAction;
import org.antlr.v4.runtime.atn.LexerPopModeAction;
import org.antlr.v4.runtime.atn.LexerPushModeAction;
import org.antlr.v4.runtime.atn.LexerSkipAction;
import org.antlr.v4.runtime.atn.LexerTypeAction;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.dfa.DFAState;

/**
 * Run by the build: makes the whole automaton of each lexer grammar and writes it as {@code
 * LexerTable} reads it. ANTLR would make it while it lexes, which takes most of the time of a short
 * run. Argument: the directory to write to. This is no part of the library.
 */
final class LexerTables {

  /** What bytes from 0x80 are taken for: a letter that is in no keyword. */
  private static final char NON_ASCII = 'Q';

  private static final int BYTES = 256;
  private static final int NONE = -1;

  private LexerTables() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    write(StructureLexer._ATN, directory.resolve("StructureLexer.table"));
    write(ExpressionLexer._ATN, directory.resolve("ExpressionLexer.table"));
  }

  private static void write(ATN atn, Path file) throws IOException {
    Automaton automaton = new Explorer(atn).explore().merged();
    try (var out = new DataOutputStream(Files.newOutputStream(file))) {
      automaton.write(out);
    }
  }

  /** What follows from a match: a token or none, and the modes to leave and enter. */
  private record Outcome(int type, int mode, int pushed, boolean pops) {

    static final Outcome NO_MATCH = new Outcome(0, NONE, NONE, false);

    static Outcome of(DFAState state) {
      if (!state.isAcceptState) {
        return NO_MATCH;
      }
      int type = state.prediction;
      int mode = NONE;
      int pushed = NONE;
      boolean pops = false;
      LexerAction[] actions =
          state.lexerActionExecutor == null
              ? new LexerAction[0]
              : state.lexerActionExecutor.getLexerActions();
      for (LexerAction action : actions) {
        if (action instanceof LexerSkipAction) {
          type = Lexer.SKIP;
        } else if (action instanceof LexerTypeAction change) {
          type = change.getType();
        } else if (action instanceof LexerModeAction change && pushed == NONE) {
          mode = change.getMode();
        } else if (action instanceof LexerPushModeAction push && pushed == NONE) {
          pushed = push.getMode();
        } else if (action instanceof LexerPopModeAction && !pops) {
          pops = true;
        } else {
          throw new IllegalStateException("the lexer cannot do " + Arrays.toString(actions));
        }
      }
      return new Outcome(type, mode, pushed, pops);
    }
  }

  /**
   * States by number; 0 is where nothing matches any more.
   *
   * @param starts the state in which each mode begins
   * @param next for each state, the states after each byte
   */
  private record Automaton(int[] starts, List<Outcome> outcomes, List<int[]> next) {

    private static final int CLASS_BITS = 6;

    /** The same automaton with as few states as possible, by Moore's refinement. */
    Automaton merged() {
      int[] groups = new int[next.size()];
      int count = 0;
      int before;
      do {
        before = count;
        Map<List<Object>, Integer> numbers = new HashMap<>();
        int[] refined = new int[groups.length];
        for (int state = 0; state < groups.length; state++) {
          refined[state] = number(numbers, List.of(outcomes.get(state), targets(state, groups)));
        }
        groups = refined;
        count = numbers.size();
      } while (count > before);
      return renumbered(groups, count);
    }

    private static <T> int number(Map<T, Integer> numbers, T value) {
      Integer known = numbers.putIfAbsent(value, numbers.size());
      return known == null ? numbers.size() - 1 : known;
    }

    private List<Integer> targets(int state, int[] groups) {
      return Arrays.stream(next.get(state)).mapToObj(target -> groups[target]).toList();
    }

    private Automaton renumbered(int[] groups, int count) {
      Outcome[] results = new Outcome[count];
      int[][] rows = new int[count][];
      for (int state = 0; state < groups.length; state++) {
        results[groups[state]] = outcomes.get(state);
        rows[groups[state]] =
            Arrays.stream(next.get(state)).map(target -> groups[target]).toArray();
      }
      int[] begins = Arrays.stream(starts).map(start -> groups[start]).toArray();
      return new Automaton(begins, List.of(results), List.of(rows));
    }

    /** Bytes that no state tells apart are one class. */
    void write(DataOutputStream out) throws IOException {
      Map<List<Integer>, Integer> classes = new LinkedHashMap<>();
      byte[] classOf = new byte[BYTES];
      for (int value = 0; value < BYTES; value++) {
        classOf[value] = (byte) number(classes, column(value));
      }
      if (classes.size() > 1 << CLASS_BITS) {
        throw new IllegalStateException(classes.size() + " classes of bytes are too many");
      }
      out.write(classOf);
      out.writeInt(starts.length);
      for (int start : starts) {
        out.writeInt(start);
      }
      out.writeInt(next.size());
      for (Outcome outcome : outcomes) {
        out.writeInt(outcome.type());
        out.writeInt(outcome.mode());
        out.writeInt(outcome.pushed());
        out.writeInt(outcome.pops() ? 1 : 0);
      }
      for (int state = 0; state < next.size(); state++) {
        for (List<Integer> column : classes.keySet()) {
          out.writeChar(column.get(state));
        }
        for (int unused = classes.size(); unused < 1 << CLASS_BITS; unused++) {
          out.writeChar(0);
        }
      }
    }

    private List<Integer> column(int value) {
      return next.stream().map(row -> row[value]).toList();
    }
  }

  /** Takes every byte in every state that can be reached. */
  private static final class Explorer extends LexerATNSimulator {

    private static final CharStream NO_TEXT = CharStreams.fromString("");

    private final List<Outcome> outcomes = new ArrayList<>(List.of(Outcome.NO_MATCH));
    private final List<int[]> next = new ArrayList<>(List.of(new int[BYTES]));
    private final Map<Set<ATNConfig>, Integer> numbers = new HashMap<>();
    private final Queue<DFAState> open = new ArrayDeque<>();

    Explorer(ATN atn) {
      super(atn, automata(atn), new PredictionContextCache());
    }

    private static DFA[] automata(ATN atn) {
      DFA[] automata = new DFA[atn.getNumberOfDecisions()];
      Arrays.setAll(automata, decision -> new DFA(atn.getDecisionState(decision), decision));
      return automata;
    }

    Automaton explore() {
      int[] alikes = alikes();
      int[] starts = new int[atn.modeToStartState.size()];
      for (int start = 0; start < starts.length; start++) {
        match(NO_TEXT, start); // makes the first state
        starts[start] = number(getDFA(start).s0);
        while (!open.isEmpty()) {
          DFAState state = open.remove();
          int[] row = next.get(number(state));
          for (int value = 0; value < BYTES; value++) {
            int alike = alikes[value];
            row[value] =
                alike < value
                    ? row[alike]
                    : number(computeTargetState(NO_TEXT, state, symbol(value)));
          }
        }
      }
      return new Automaton(starts, outcomes, next);
    }

    /** For each byte, the first one that no transition tells from it. */
    private int[] alikes() {
      Map<BitSet, Integer> first = new HashMap<>();
      int[] alikes = new int[BYTES];
      for (int value = 0; value < BYTES; value++) {
        Integer known = first.putIfAbsent(transitions(symbol(value)), value);
        alikes[value] = known == null ? value : known;
      }
      return alikes;
    }

    private BitSet transitions(int symbol) {
      BitSet matching = new BitSet();
      int index = 0;
      for (ATNState state : atn.states) {
        for (Transition transition : state.getTransitions()) {
          matching.set(index++, transition.matches(symbol, 0, Lexer.MAX_CHAR_VALUE));
        }
      }
      return matching;
    }

    private static int symbol(int value) {
      return value < BYTES / 2 ? value : NON_ASCII;
    }

    private int number(DFAState state) {
      if (state == ATNSimulator.ERROR) {
        return 0;
      }
      int number = next.size();
      Integer known = numbers.putIfAbsent(Set.copyOf(state.configs), number);
      if (known != null) {
        return known;
      }
      outcomes.add(Outcome.of(state));
      next.add(new int[BYTES]);
      open.add(state);
      return number;
    }
  }
}
