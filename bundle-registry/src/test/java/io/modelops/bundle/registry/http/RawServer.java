package io.modelops.bundle.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Says what no HTTP server would: for each connection, it waits for one request and speaks. */
final class RawServer implements AutoCloseable {
  /** What is said. */
  @FunctionalInterface
  interface Speech {
    /**
     * Speaks.
     *
     * @param nth connection, from 1
     */
    void to(OutputStream client, int nth) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Speech speech;
  private final AtomicInteger connections = new AtomicInteger();

  RawServer(Speech speech) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.speech = speech;
    start(this::accept);
  }

  String host() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        int nth = connections.incrementAndGet();
        start(() -> serve(client, nth));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client, int nth) {
    try (client;
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream()) {
      int newlines = 0;
      for (int b = in.read(); b >= 0 && newlines < 2; b = newlines < 2 ? in.read() : b) {
        newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
      }
      speech.to(out, nth);
      out.flush();
    } catch (IOException | InterruptedException e) {
      // the client hung up, or the test is over
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
