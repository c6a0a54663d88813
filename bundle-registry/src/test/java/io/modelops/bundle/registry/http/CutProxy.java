package io.modelops.bundle.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Passes bytes on, and once, after a number of them in one direction, breaks the connection. */
final class CutProxy implements AutoCloseable {
  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  private final ServerSocket socket;
  private final int target;
  private final Direction direction;
  private final AtomicLong left;
  private final AtomicInteger cuts = new AtomicInteger();

  CutProxy(String target, Direction direction, long after) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = Integer.parseInt(target.replaceFirst(".*:", ""));
    this.direction = direction;
    this.left = new AtomicLong(after);
    start(this::accept);
  }

  String host() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  int cuts() {
    return cuts.get();
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
        start(() -> pass(client, server, Direction.TO_SERVER));
        start(() -> pass(server, client, Direction.TO_CLIENT));
      }
    } catch (IOException e) {
      // closed, or the server is gone
    }
  }

  private void pass(Socket from, Socket to, Direction way) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long before = way == direction ? left.getAndAdd(-n) : Long.MAX_VALUE;
        boolean cut = before > 0 && before <= n;
        out.write(buffer, 0, cut ? (int) before : n);
        if (cut) {
          cuts.incrementAndGet();
          to.setSoLinger(true, 0); // a reset, not an orderly end
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
