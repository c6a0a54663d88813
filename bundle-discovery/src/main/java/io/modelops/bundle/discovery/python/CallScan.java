package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.antlr.v4.runtime.Token;

/** Finds the calls of some functions, wherever they stand in a source. */
final class CallScan {
  private static final int MAX_CALLS = 200;
  private static final int MAX_LENGTH = 100_000;

  private CallScan() {}

  static List<Call> calls(byte[] bytes, Predicate<String> functions) {
    ExpressionTokens lexer = new ExpressionTokens(bytes, () -> {});
    ExpressionReader reader = new ExpressionReader(bytes, () -> {});
    List<Call> calls = new ArrayList<>();
    lexer.begin(0, bytes.length, Integer.MAX_VALUE);
    int mentions = 0;
    for (int type = lexer.next(); type != Token.EOF && mentions < MAX_CALLS; type = lexer.next()) {
      int start = lexer.tokenStart();
      if (type == ExpressionLexer.DOTTED
          && functions.test(PythonNames.dotted(bytes, start, lexer.tokenEnd()))) {
        mentions++;
        Call call = reader.readCall(start, MAX_LENGTH);
        if (call != null) {
          calls.add(call);
        }
      }
    }
    return calls;
  }
}
