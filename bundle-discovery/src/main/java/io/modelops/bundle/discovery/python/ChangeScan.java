package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.FunctionDetails.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Finds the lines that begin with a name, and may change what it stands for. */
public final class ChangeScan {
  private static final int MAX_CHANGES = 2_000;

  private final byte[] bytes;
  private final ExpressionTokens lexer;
  private final Positions positions;
  private final Set<String> names;
  private final List<Change> changes = new ArrayList<>();

  private @Nullable String name;
  private boolean deletes;
  private int start;
  private int targetEnd;
  private int value;

  /**
   * A line, without what follows a semicolon.
   *
   * @param target what stands before {@code =}, or after {@code del}; all if there is no such thing
   * @param always whether it is not indented
   */
  public record Change(
      String name, boolean deletes, Slice target, @Nullable Slice value, boolean always) {}

  ChangeScan(byte[] bytes, ExpressionTokens lexer, Positions positions, Set<String> names) {
    this.bytes = bytes;
    this.lexer = lexer;
    this.positions = positions;
    this.names = names;
  }

  List<Change> run() {
    lexer.begin(0, bytes.length, Integer.MAX_VALUE);
    int depth = 0;
    int first = 0;
    begin();
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      depth += ExpressionTokens.isOpen(type) ? 1 : ExpressionTokens.isClose(type) ? -1 : 0;
      boolean ends = type == ExpressionLexer.LINE || type == ExpressionLexer.SEMI;
      if (depth <= 0 && ends) {
        end(lexer.tokenStart());
        first = 0;
      } else if (!ends) {
        first++;
        token(type, first, depth);
      }
    }
    end(bytes.length);
    return changes;
  }

  private void begin() {
    name = null;
    deletes = false;
    targetEnd = -1;
    value = -1;
  }

  private void token(int type, int place, int depth) {
    if (type == ExpressionLexer.DOTTED && (place == 1 || (place == 2 && deletes))) {
      String dotted = PythonNames.dotted(bytes, lexer.tokenStart(), lexer.tokenEnd());
      deletes |= place == 1 && dotted.equals("del");
      String owner = dotted.split("\\.", 2)[0];
      name = names.contains(owner) ? owner : null;
      start = lexer.tokenStart();
    } else if (depth == 0 && targetEnd < 0 && type == ExpressionLexer.COLON) {
      targetEnd = lexer.tokenStart();
    } else if (depth == 0 && value < 0 && type == ExpressionLexer.EQ) {
      targetEnd = targetEnd < 0 ? lexer.tokenStart() : targetEnd;
      value = lexer.tokenEnd();
    }
  }

  private void end(int end) {
    if (name != null && changes.size() < MAX_CHANGES) {
      Slice target = new Slice(start, targetEnd < 0 ? end : targetEnd);
      boolean always = positions.column(start) == 1 || (deletes && positions.column(start) == 5);
      changes.add(
          new Change(name, deletes, target, value < 0 ? null : new Slice(value, end), always));
    }
    begin();
  }
}
