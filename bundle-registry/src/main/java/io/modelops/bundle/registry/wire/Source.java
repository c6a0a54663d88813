package io.modelops.bundle.registry.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** What comes over a connection: lines, then bytes. */
final class Source {
  private static final int MAX_LINE = 16 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];
  private int at;
  private int end;

  Source(InputStream in) {
    this.in = in;
  }

  /** Whether everything that was received has been read. */
  boolean isEmpty() {
    return at == end;
  }

  /** Waits for something to be there, and does not read it; false at the end. */
  boolean await() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }

  /**
   * A line without its CR and LF.
   *
   * @throws EOFException if the connection ended before it
   */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (await()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.append(new String(buffer, from, at - from, StandardCharsets.ISO_8859_1));
      if (line.length() > MAX_LINE) {
        throw new ProtocolException("a line of more than " + MAX_LINE + " bytes");
      }
      if (at < end) {
        at++;
        return terminated(line);
      }
    }
    throw new EOFException("the connection was closed too early");
  }

  private static String terminated(StringBuilder line) throws ProtocolException {
    int last = line.length() - 1;
    if (line.indexOf("\r") != last || last < 0) {
      throw new ProtocolException("a line that does not end with CR and LF");
    }
    return line.substring(0, last);
  }

  /** As {@link InputStream#read(byte[], int, int)}. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (at == end && length >= buffer.length) {
      return in.read(target, offset, length);
    }
    if (!await()) {
      return -1;
    }
    int n = Math.min(length, end - at);
    System.arraycopy(buffer, at, target, offset, n);
    at += n;
    return n;
  }
}
