package io.modelops.bundle.discovery.python;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.tree.TerminalNode;

/** A parser that makes no leaf for a token that is one. */
abstract class TokenTreeParser extends Parser {

  TokenTreeParser(TokenStream input) {
    super(input);
  }

  @Override
  public TerminalNode createTerminalNode(ParserRuleContext parent, Token token) {
    return token instanceof TerminalNode leaf ? leaf : super.createTerminalNode(parent, token);
  }
}
