package io.modelops.bundle.discovery.python;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;

/** A lexer over UTF-8 bytes, whose tokens know offsets only. */
abstract class ByteLexer extends Lexer {

  /** Where the last match of the default mode began; for structure, a statement. */
  int statementStart;

  ByteLexer(CharStream input) {
    super(input);
  }

  @Override
  public abstract SourceToken nextToken();

  /** Runs the rules of the current mode; the type of the next token that is not skipped. */
  final int match() {
    return getInterpreter().match(_input, _mode);
  }
}
