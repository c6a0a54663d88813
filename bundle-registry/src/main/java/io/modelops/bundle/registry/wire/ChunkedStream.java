package io.modelops.bundle.registry.wire;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body in chunks. Extensions and trailers are passed over. */
final class ChunkedStream extends FramedStream {
  private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");
  private static final int MAX_TRAILERS = 100;

  private final Source in;
  private boolean first = true;
  private long left;

  ChunkedStream(Source in) {
    this.in = in;
  }

  @Override
  int next(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !open()) {
      return -1;
    }
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw cut();
    }
    left -= n;
    return n;
  }

  private boolean open() throws IOException {
    if (!first && !in.line().isEmpty()) {
      throw new ProtocolException("a chunk of another length than announced");
    }
    first = false;
    Matcher size = SIZE.matcher(in.line());
    if (!size.matches()) {
      throw new ProtocolException("a chunk without a length");
    }
    left = Long.parseLong(size.group(1), 16);
    if (left == 0) {
      skipTrailers();
      end();
    }
    return left > 0;
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; !in.line().isEmpty(); i++) {
      if (i == MAX_TRAILERS) {
        throw new ProtocolException("more than " + MAX_TRAILERS + " trailers");
      }
    }
  }
}
