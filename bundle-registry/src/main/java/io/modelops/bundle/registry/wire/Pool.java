package io.modelops.bundle.registry.wire;

import io.modelops.bundle.value.Network;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections of one network: those in use, and those that wait for the next exchange. */
public final class Pool implements Closeable {
  private static final long MAX_IDLE = Duration.ofSeconds(30).toNanos();
  private static final int MAX_WAITING = 32;

  private final Network network;
  private final Set<Connection> used = new HashSet<>();
  private final Deque<Connection> waiting = new ArrayDeque<>();
  private boolean closed;

  private Pool(Network network) {
    this.network = network;
  }

  /** The network's own pool, which ends with it. */
  public static Pool of(Network network) {
    return network.resource(Pool.class, () -> new Pool(network));
  }

  Network network() {
    return network;
  }

  /** The connection of that route that was used last; null if none is left that still works. */
  synchronized @Nullable Connection take(Route route) {
    discardOld();
    for (Connection candidate : List.copyOf(waiting)) {
      if (candidate.route().equals(route)) {
        waiting.remove(candidate);
        if (candidate.isQuiet()) {
          used.add(candidate);
          return candidate;
        }
        quietly(candidate);
      }
    }
    return null;
  }

  /** Takes charge of a new connection. */
  synchronized Connection add(Connection connection) throws IOException {
    if (closed) {
      connection.close();
      throw new IOException("the network is closed");
    }
    used.add(connection);
    return connection;
  }

  /** An exchange has ended well, and the connection is ready for another. */
  synchronized void giveBack(Connection connection) {
    if (used.remove(connection)) {
      connection.rest();
      waiting.addFirst(connection);
    }
    discardOld();
  }

  synchronized void discard(Connection connection) {
    used.remove(connection);
    quietly(connection);
  }

  private void discardOld() {
    long now = System.nanoTime();
    while (!waiting.isEmpty()
        && (waiting.size() > MAX_WAITING || now - waiting.getLast().idleSince() > MAX_IDLE)) {
      quietly(waiting.removeLast());
    }
  }

  private static void quietly(Connection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a socket that cannot be closed is lost for good
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    List<Connection> all = new ArrayList<>(waiting);
    all.addAll(used);
    waiting.clear();
    used.clear();
    all.forEach(Pool::quietly);
  }
}
