package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The {@code nginx} program of this machine in front of a registry, which takes five requests a
 * second and refuses more (429). Without the program the calling test is skipped, or fails where
 * {@code CI} is set: {@link Programs#require}.
 */
public final class Nginx implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final int TICK_MILLIS = 25;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param directory gets configuration and log
   * @param registry address and port
   */
  public static Nginx start(Path directory, String registry)
      throws IOException, InterruptedException {
    Programs.require("nginx");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        master_process off;
        pid DIR/nginx.pid;
        error_log stderr error;
        events { }
        http {
          access_log off;
          client_body_temp_path DIR/body;
          proxy_temp_path DIR/proxy;
          fastcgi_temp_path DIR/fastcgi;
          uwsgi_temp_path DIR/uwsgi;
          scgi_temp_path DIR/scgi;
          client_max_body_size 0;
          limit_req_zone $binary_remote_addr zone=all:1m rate=5r/s;
          limit_req_status 429;
          server {
            listen 127.0.0.1:PORT;
            location / {
              limit_req zone=all;
              add_header Retry-After 1 always;
              proxy_set_header Host $http_host;
              proxy_pass http://REGISTRY;
            }
          }
        }
        """
            .replace("DIR", directory.toString())
            .replace("PORT", Integer.toString(port))
            .replace("REGISTRY", registry));
    Path log = directory.resolve("nginx.log");
    Process process =
        new ProcessBuilder("nginx", "-p", directory.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Nginx nginx = new Nginx(process, port);
    nginx.awaitReady(log);
    return nginx;
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!listens()) {
      boolean ended = process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > end) {
        close();
        throw new IOException("nginx did not start: " + Files.readString(log));
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Address and port, as in a reference. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
