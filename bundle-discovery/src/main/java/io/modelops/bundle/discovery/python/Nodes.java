package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Other;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Offsets and tokens of nodes in a parse tree. */
final class Nodes {

  private Nodes() {}

  static Token symbol(ParseTree leaf) {
    return ((TerminalNode) leaf).getSymbol();
  }

  /** The type of a leaf; {@link Token#INVALID_TYPE} for an inner node. */
  static int type(ParseTree node) {
    return node instanceof TerminalNode leaf ? leaf.getSymbol().getType() : Token.INVALID_TYPE;
  }

  static int start(ParseTree node) {
    return node instanceof ParserRuleContext context
        ? context.getStart().getStartIndex()
        : symbol(node).getStartIndex();
  }

  /** The offset after the last byte. */
  static int end(ParseTree node) {
    Token last = node instanceof ParserRuleContext context ? context.getStop() : symbol(node);
    return last == null ? start(node) : end(last);
  }

  static int end(Token token) {
    return token.getStopIndex() + 1;
  }

  /** An expression of which only its place is known. */
  static Expression other(ParserRuleContext context) {
    return new Other(Other.Kind.UNKNOWN, start(context), end(context));
  }
}
