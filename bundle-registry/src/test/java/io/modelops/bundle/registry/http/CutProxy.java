package io.modelops.bundle.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Passes bytes on, and after a number of them in one direction breaks the connection. */
final class CutProxy implements AutoCloseable {
  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  private final ServerSocket socket;
  private final int target;
  private final Direction direction;
  private final boolean reset;
  private final Supplier<AtomicLong> budgets;
  private final AtomicLong passed = new AtomicLong();
  private final AtomicInteger cuts = new AtomicInteger();

  /** Breaks one connection once. */
  CutProxy(String target, Direction direction, long after) throws IOException {
    this(target, direction, true, of(new AtomicLong(after)));
  }

  private CutProxy(String target, Direction direction, boolean reset, Supplier<AtomicLong> budgets)
      throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = Integer.parseInt(target.replaceFirst(".*:", ""));
    this.direction = direction;
    this.reset = reset;
    this.budgets = budgets;
    start(this::accept);
  }

  private static Supplier<AtomicLong> of(AtomicLong all) {
    return () -> all;
  }

  /** Breaks each connection after so many bytes. */
  static CutProxy ofEach(String target, Direction direction, long after) throws IOException {
    return new CutProxy(target, direction, false, () -> new AtomicLong(after));
  }

  String host() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  int cuts() {
    return cuts.get();
  }

  /** How many bytes went in the direction in which connections break. */
  long passed() {
    return passed.get();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "cut-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        AtomicLong left = budgets.get();
        start(() -> pass(client, server, Direction.TO_SERVER, left));
        start(() -> pass(server, client, Direction.TO_CLIENT, left));
      }
    } catch (IOException e) {
      // closed, or the server is gone
    }
  }

  private void pass(Socket from, Socket to, Direction way, AtomicLong left) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long before = way == direction ? left.getAndAdd(-n) : Long.MAX_VALUE;
        boolean cut = before > 0 && before <= n;
        int more = cut ? (int) before : n;
        passed.addAndGet(way == direction ? more : 0);
        out.write(buffer, 0, more);
        if (cut) {
          cuts.incrementAndGet();
          to.setSoLinger(reset, 0); // else an orderly end, which loses nothing that went before
          from.setSoLinger(true, 0);
          return;
        }
      }
    } catch (IOException e) {
      // one end is gone, and so is the other
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
