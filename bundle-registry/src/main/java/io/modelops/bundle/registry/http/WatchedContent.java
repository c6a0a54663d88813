package io.modelops.bundle.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

/**
 * The content of an answer, read in pieces by a thread that may be left behind if nobody wants to
 * wait any longer. Closing it ends the exchange. Not safe for use by several threads at once.
 */
final class WatchedContent extends InputStream {
  private static final int MAX_PIECE = 64 << 10;

  /** Runs the reading of one piece, and waits for it with patience. */
  @FunctionalInterface
  interface Reader {
    int read(Callable<Integer> piece) throws IOException;
  }

  private final Origin server;
  private final InputStream content;
  private final Reader reader;
  private final Runnable close;
  private final byte[] piece = new byte[MAX_PIECE];
  private int at;
  private int end;

  WatchedContent(Origin server, InputStream content, Reader reader, Runnable close) {
    this.server = server;
    this.content = content;
    this.reader = reader;
    this.close = close;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (at == end && length > 0) {
      fill();
    }
    if (end < 0) {
      return -1;
    }
    int n = Math.min(length, end - at);
    System.arraycopy(piece, at, buffer, offset, n);
    at += n;
    return n;
  }

  private void fill() throws IOException {
    at = 0;
    end = 0;
    boolean arrived = false;
    try {
      end = reader.read(() -> content.read(piece));
      arrived = true;
    } catch (IOException e) {
      throw new NoAnswer(server, e, 0);
    } finally {
      if (!arrived) {
        close();
      }
    }
  }

  @Override
  public void close() {
    close.run();
  }
}
