package io.modelops.bundle.registry.wire;

import io.modelops.bundle.value.Credential;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. {@link #call} blocks until the answer's head is there. {@link #close}
 * may be called from another thread at any time and ends whatever blocks. If the body has been read
 * to its end, the connection then serves the next exchange.
 */
public final class Exchange implements Callable<Response>, AutoCloseable {
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
  private static final int MAX_CHUNK = 64 << 10;

  private final Pool pool;
  private final Request request;
  private final Dialer dialer;
  private volatile long progress = System.nanoTime();
  private volatile long sent;
  private volatile @Nullable ProxyServer reader;
  private @Nullable IOException unsent;
  private @Nullable Closeable held;
  private @Nullable FramedStream reusableAfter;
  private boolean closed;

  /**
   * @param patience for a connection to be made, for each address of the host
   */
  public Exchange(Pool pool, Request request, Duration patience) {
    this.pool = pool;
    this.request = request;
    this.dialer = new Dialer(pool.network(), patience);
  }

  /** When the exchange began or last sent a part of the body, by {@link System#nanoTime}. */
  public long progress() {
    return progress;
  }

  /** How much of the body was sent. */
  public long sent() {
    return sent;
  }

  /** What a proxy that reads the request itself has been told; known once there is an answer. */
  public Optional<Credential> proxyCredential() {
    ProxyServer proxy = reader;
    return proxy == null ? Optional.empty() : proxy.credential();
  }

  /**
   * Sends the request. A connection from the pool may have been closed by the other side just now,
   * so a request that only reads is sent again on a new one.
   */
  @Override
  public Response call() throws IOException {
    Route route = Route.of(request.uri(), pool.network());
    Connection kept = isAlone() ? null : pool.take(route);
    if (kept != null) {
      try {
        return over(kept);
      } catch (ProtocolException | NotHttpException | ProxyException e) {
        throw e;
      } catch (IOException e) {
        pool.discard(kept);
        if (!request.isRead()) {
          throw e;
        }
      }
    }
    return over(pool.add(dialer.dial(route, this::hold)));
  }

  private boolean isAlone() {
    Body body = request.body();
    return body != null && body.isAlone();
  }

  private Response over(Connection connection) throws IOException {
    hold(connection);
    boolean whole = send(connection);
    Head head = answer(connection);
    ProxyServer proxy = connection.route().reader();
    reader = proxy;
    if (proxy != null && head.status() == PROXY_AUTHENTICATION_REQUIRED) {
      throw proxy.refused(head.status());
    }
    FramedStream body = Framing.body(request.method(), head, connection.in());
    synchronized (this) {
      reusableAfter = whole && head.persistent() && !isAlone() ? body : null;
    }
    return new Response(head.status(), head.headers(), body);
  }

  /** Sends the request; false if the other side answers or hangs up before it has everything. */
  private boolean send(Connection connection) throws IOException {
    byte[] head = RequestHead.of(request, connection.route(), pool.network());
    Body body = request.body();
    if (body == null) {
      return write(connection, head, head.length) && flush(connection);
    }
    try (InputStream in = body.open()) {
      boolean whole = write(connection, head, head.length);
      byte[] chunk = new byte[(int) Math.max(1, Math.min(MAX_CHUNK, body.size()))];
      long total = 0;
      for (int n = in.read(chunk); whole && n >= 0; n = in.read(chunk)) {
        whole = !connection.isAnswering() && write(connection, chunk, n);
        total += n;
        sent = total;
        progress = System.nanoTime();
      }
      return whole && flush(connection);
    }
  }

  private boolean write(Connection connection, byte[] bytes, int length) {
    try {
      connection.out().write(bytes, 0, length);
      return true;
    } catch (IOException e) {
      unsent = e;
      return false;
    }
  }

  private boolean flush(Connection connection) {
    try {
      connection.out().flush();
      return true;
    } catch (IOException e) {
      unsent = e;
      return false;
    }
  }

  /** The answer's head, which may be there though the request could not be sent whole. */
  private Head answer(Connection connection) throws IOException {
    try {
      return Head.read(connection.in());
    } catch (IOException e) {
      throw unsent == null ? e : unsent;
    }
  }

  private synchronized void hold(Closeable connection) throws IOException {
    held = connection;
    if (closed) {
      close();
      throw new AsynchronousCloseException();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    Closeable connection = held;
    held = null;
    try {
      if (!(connection instanceof Connection made)) {
        if (connection != null) {
          connection.close();
        }
      } else if (reusableAfter != null && reusableAfter.isEnded()) {
        pool.giveBack(made);
      } else {
        pool.discard(made);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a socket that cannot be closed is lost for good
    }
  }
}
