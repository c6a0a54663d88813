package io.modelops.bundle.discovery.python;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Drops what a broken statement leaves behind, so that the statements after it are parsed. */
final class LineRecovery extends DefaultErrorStrategy {

  private static final IntervalSet STRAY =
      new IntervalSet(
          StructureParser.NAME,
          StructureParser.DOTTED,
          StructureParser.DOTS,
          StructureParser.AS,
          StructureParser.COMMA,
          StructureParser.STAR,
          StructureParser.STARS,
          StructureParser.KEYWORD,
          StructureParser.CHAINED,
          StructureParser.EQ,
          StructureParser.LPAREN,
          StructureParser.RPAREN);

  @Override
  public void sync(Parser parser) {
    while (isStray(parser, parser.getInputStream().LA(1))) {
      parser.notifyErrorListeners(parser.getCurrentToken(), "invalid syntax", null);
      parser.consume();
    }
    super.sync(parser);
  }

  private static boolean isStray(Parser parser, int type) {
    int rule = parser.getContext().getRuleIndex();
    if (rule == StructureParser.RULE_suite) {
      return STRAY.contains(type);
    }
    boolean outermost = parser.getContext().getParent() instanceof StructureParser.FileContext;
    return rule == StructureParser.RULE_body
        && type != Token.EOF
        && (STRAY.contains(type)
            || type == StructureParser.COLON
            || type == StructureParser.INDENT
            || (type == StructureParser.DEDENT && outermost));
  }
}
