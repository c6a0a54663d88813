package io.modelops.bundle.discovery.python;

import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Turns ANTLR's syntax errors into faults. */
final class FaultListener extends BaseErrorListener {

  private final FaultLog faults;

  FaultListener(FaultLog faults) {
    this.faults = faults;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object offending,
      int line,
      int column,
      String message,
      @Nullable RecognitionException e) {
    int offset = offending instanceof Token token ? Math.max(0, token.getStartIndex()) : 0;
    faults.add("syntax", offset, "invalid syntax");
  }
}
