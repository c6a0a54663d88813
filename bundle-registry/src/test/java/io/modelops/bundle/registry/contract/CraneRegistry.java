package io.modelops.bundle.registry.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code crane registry serve}, on a free loopback port. */
final class CraneRegistry implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final int TICK_MILLIS = 25;

  private final Process process;
  private final int port;

  private CraneRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param directory gets the blobs and the log
   */
  static CraneRegistry start(Path directory) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process process =
        new ProcessBuilder("crane", "registry", "serve", "--address", "127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    CraneRegistry registry = new CraneRegistry(process, port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!registry.answers()) {
      boolean ended = process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > end) {
        registry.close();
        throw new IOException("crane did not start");
      }
    }
    return registry;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
