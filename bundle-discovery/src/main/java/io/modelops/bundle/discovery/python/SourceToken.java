package io.modelops.bundle.discovery.python;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.ParseTreeVisitor;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * A token of the lexer. It is its own leaf in the parse tree. It knows offsets only; the source
 * tells its text and line where they are needed.
 */
final class SourceToken implements Token, TerminalNode {

  private final ByteLexer lexer;
  private final int type;
  private final int start;
  private final int stop;

  SourceToken(ByteLexer lexer, int type, int start, int stop) {
    this.lexer = lexer;
    this.type = type;
    this.start = start;
    this.stop = stop;
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public int getStartIndex() {
    return start;
  }

  @Override
  public int getStopIndex() {
    return stop;
  }

  @Override
  public Token getSymbol() {
    return this;
  }

  @Override
  public String getText() {
    return "";
  }

  @Override
  public int getLine() {
    return 0;
  }

  @Override
  public int getCharPositionInLine() {
    return 0;
  }

  @Override
  public int getChannel() {
    return DEFAULT_CHANNEL;
  }

  /** ANTLR asks only to know a token of the source from one that it made up, which has none. */
  @Override
  public int getTokenIndex() {
    return start;
  }

  @Override
  public TokenSource getTokenSource() {
    return lexer;
  }

  @Override
  public @Nullable CharStream getInputStream() {
    return lexer.getInputStream();
  }

  @Override
  public @Nullable ParseTree getParent() {
    return null;
  }

  @Override
  public void setParent(RuleContext parent) {}

  @Override
  public @Nullable ParseTree getChild(int index) {
    return null;
  }

  @Override
  public int getChildCount() {
    return 0;
  }

  @Override
  public Object getPayload() {
    return this;
  }

  @Override
  public Interval getSourceInterval() {
    return Interval.INVALID;
  }

  @Override
  public <T> T accept(ParseTreeVisitor<? extends T> visitor) {
    return visitor.visitTerminal(this);
  }

  @Override
  public String toStringTree() {
    return toString();
  }

  @Override
  public String toStringTree(Parser parser) {
    return toString();
  }
}
