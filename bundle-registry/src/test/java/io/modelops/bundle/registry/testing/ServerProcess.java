package io.modelops.bundle.registry.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that serves on a loopback port of its own until it is closed. */
public abstract class ServerProcess implements AutoCloseable {
  static final int SECONDS = 30;
  private static final int TICK_MILLIS = 25;

  private final int port;
  private final Path log;
  private final Process process;

  /**
   * Starts the program.
   *
   * @param port which it was told to listen at
   * @param log gets what it prints
   */
  ServerProcess(int port, Path log, String... command) throws IOException {
    this.port = port;
    this.log = log;
    this.process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns when the program serves. */
  final void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!serves()) {
      boolean ended = process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > end) {
        close();
        throw new IOException(getClass().getSimpleName() + " failed: " + Files.readString(log));
      }
    }
  }

  private boolean serves() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return answers(socket);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a connection tells that the program serves; that there is one is enough for most. */
  boolean answers(Socket connection) throws IOException {
    return connection.isConnected();
  }

  /** Address and port, as in a reference. */
  public final String host() {
    return "127.0.0.1:" + port;
  }

  public final int port() {
    return port;
  }

  /** The running program, for tests that kill it. */
  public final ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public final void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
