package io.modelops.bundle.discovery.python;

import java.util.Arrays;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** A token buffer without channels; half the cost of ANTLR's own. */
final class TokenBuffer implements TokenStream {

  private final ByteLexer source;
  private SourceToken[] tokens;
  private int size;
  private int index;

  TokenBuffer(ByteLexer source, int expected) {
    this.source = source;
    this.tokens = new SourceToken[Math.max(16, expected)];
  }

  void clear() {
    size = 0;
    index = 0;
  }

  /** Where the tokens of a type begin that have been read so far. */
  int[] startsOf(int type) {
    int[] starts = new int[16];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (tokens[i].getType() == type) {
        starts = count < starts.length ? starts : Arrays.copyOf(starts, count * 2);
        starts[count++] = tokens[i].getStartIndex();
      }
    }
    return Arrays.copyOf(starts, count);
  }

  private SourceToken at(int position) {
    while (position >= size) {
      if (size > 0 && tokens[size - 1].getType() == Token.EOF) {
        return tokens[size - 1];
      }
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, size * 2);
      }
      tokens[size++] = source.nextToken();
    }
    return tokens[position];
  }

  @Override
  public Token LT(int ahead) {
    int position = ahead > 0 ? index + ahead - 1 : Math.max(0, index + ahead);
    return position < size ? tokens[position] : at(position);
  }

  @Override
  public int LA(int ahead) {
    return LT(ahead).getType();
  }

  @Override
  public void consume() {
    if (at(index).getType() != Token.EOF) {
      index++;
    }
  }

  @Override
  public Token get(int position) {
    return at(position);
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int position) {
    index = position;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int size() {
    return size;
  }

  @Override
  public TokenSource getTokenSource() {
    return source;
  }

  @Override
  public String getSourceName() {
    return source.getSourceName();
  }

  @Override
  public String getText(Interval interval) {
    return "";
  }

  @Override
  public String getText() {
    return "";
  }

  @Override
  public String getText(RuleContext context) {
    return "";
  }

  @Override
  public String getText(Token start, Token stop) {
    return "";
  }
}
