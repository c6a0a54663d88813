package io.modelops.bundle.registry.wire;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection along a route, used by one exchange at a time. */
final class Connection implements Closeable {
  private static final int MAX_WRITE = 64 << 10;

  private final Route route;
  private final SocketChannel channel;
  private final Socket socket;
  private final Source in;
  private final OutputStream out;
  private long idleSince;

  /**
   * @param socket of the channel, or the one that speaks TLS through it
   */
  Connection(Route route, SocketChannel channel, Socket socket) throws IOException {
    this.route = route;
    this.channel = channel;
    this.socket = socket;
    this.in = new Source(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), MAX_WRITE);
  }

  Route route() {
    return route;
  }

  Source in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** When the last exchange ended, by {@link System#nanoTime}. */
  long idleSince() {
    return idleSince;
  }

  void rest() {
    idleSince = System.nanoTime();
  }

  /** Whether an idle connection is as it was left: neither closed nor spoken to unasked. */
  boolean isQuiet() {
    try {
      channel.configureBlocking(false);
      boolean quiet = in.isEmpty() && channel.read(ByteBuffer.allocate(1)) == 0;
      channel.configureBlocking(true);
      return quiet;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the other side has begun to answer; does not wait for that. */
  boolean isAnswering() throws IOException {
    if (!in.isEmpty()) {
      return true;
    }
    if (channel.socket().getInputStream().available() == 0) {
      return false;
    }
    socket.setSoTimeout(1); // what has come may be no more than a part or a matter of TLS
    try {
      return in.await();
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  /** Ends whatever waits for this connection, and waits for nobody. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
