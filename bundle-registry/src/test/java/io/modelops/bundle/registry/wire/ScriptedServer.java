package io.modelops.bundle.registry.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each request with bytes that need not be HTTP, on connections that stay open. */
final class ScriptedServer implements AutoCloseable {
  /** What is done once the head of a request has been read. */
  @FunctionalInterface
  interface Script {
    /**
     * Answers.
     *
     * @param nth request, from 1
     * @param body what follows the head, as it comes
     * @return whether the connection stays
     */
    boolean answer(int nth, InputStream body, OutputStream out)
        throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<String> heads = new CopyOnWriteArrayList<>();

  ScriptedServer(Script script) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    start(this::accept);
  }

  /** Always says the same, and reads no body. */
  static ScriptedServer saying(String... lines) throws IOException {
    return new ScriptedServer(
        (nth, body, out) -> {
          say(out, lines);
          return true;
        });
  }

  static void say(OutputStream out, String... lines) throws IOException {
    out.write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/a?b=c");
  }

  int connections() {
    return connections.get();
  }

  /** The heads of all requests so far. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  /** Waits until a connection has been closed by one side. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        connections.incrementAndGet();
        start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream()) {
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        heads.add(head);
        if (!script.answer(heads.size(), in, out)) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // the client hung up
    } finally {
      ended.countDown();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.append((char) b);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
