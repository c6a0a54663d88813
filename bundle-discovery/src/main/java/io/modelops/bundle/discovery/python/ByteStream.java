package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * UTF-8 bytes as characters. Every byte from 0x80 is one letter that no keyword contains: ANTLR
 * caches no transition above 127, and no rule needs to tell such bytes apart.
 */
final class ByteStream implements CharStream {

  private static final int NON_ASCII = 'Q';

  final byte[] bytes;
  int index;

  /** Where the text is taken to end. */
  int end;

  ByteStream(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  static int symbol(byte value) {
    return value >= 0 ? value : NON_ASCII;
  }

  void restrict(int from, int to) {
    index = from;
    end = Math.min(to, bytes.length);
  }

  @Override
  public void consume() {
    index++;
  }

  @Override
  public int LA(int ahead) {
    int at = ahead > 0 ? index + ahead - 1 : index + ahead;
    return at >= 0 && at < end ? symbol(bytes[at]) : IntStream.EOF;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int index) {
    this.index = Math.min(index, end);
  }

  @Override
  public int size() {
    return bytes.length;
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, bytes.length);
    return new String(bytes, interval.a, Math.max(0, end - interval.a), StandardCharsets.UTF_8);
  }
}
