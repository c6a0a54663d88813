package io.modelops.bundle.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that takes every name for one server of this machine, and can refuse to. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final int target;
  private final String answer;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /**
   * @param target port
   * @param answer to CONNECT: {@code 200 OK}
   */
  TunnelProxy(int target, String answer) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.answer = answer;
    start(this::accept);
  }

  ProxySelector selector() {
    return ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", socket.getLocalPort()));
  }

  String host() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** The heads of what was asked so far. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "tunnel-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) client.getInputStream().read());
      }
      heads.add(head.toString());
      String text = "HTTP/1.1 " + answer + "\r\n\r\n";
      client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      if (answer.startsWith("200")) {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
          start(() -> pass(client, server));
          pass(server, client);
        }
      }
    } catch (IOException e) {
      // one side hung up
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      long unused = in.transferTo(out);
    } catch (IOException e) {
      // one side hung up
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
