package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code squid} program of this machine (Debian: squid, and apache2-utils for the password) as
 * a proxy for one user, that knows {@code registry.test} as this machine. Without the program the
 * calling test is skipped, or fails where {@code CI} is set: {@link Programs#require}.
 */
public final class Squid implements AutoCloseable {
  private static final String AUTHENTICATION = "/usr/lib/squid/basic_ncsa_auth";
  private static final int SECONDS = 30;
  private static final int TICK_MILLIS = 25;

  private final Process process;
  private final int port;

  private Squid(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param directory gets configuration and log
   */
  public static Squid start(Path directory, String username, String password)
      throws IOException, InterruptedException {
    Programs.require("squid", "htpasswd");
    // squid gives up the rights of root and reads these files as somebody else
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path users = directory.resolve("users");
    Files.writeString(users, Programs.run("htpasswd", "-nbm", username, password) + "\n");
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 registry.test\n");
    int port = freePort();
    Path configuration = directory.resolve("squid.conf");
    Files.write(
        configuration,
        List.of(
            "http_port 127.0.0.1:" + port,
            "hosts_file " + hosts,
            "auth_param basic program " + AUTHENTICATION + " " + users,
            "acl known proxy_auth REQUIRED",
            "acl refused dstdomain forbidden.test",
            "http_access deny refused",
            "http_access allow known",
            "http_access deny all",
            "cache deny all",
            "access_log none",
            "cache_log /dev/null",
            "pid_filename none",
            "visible_hostname squid.test",
            "shutdown_lifetime 0 seconds"));
    Process process =
        new ProcessBuilder("squid", "-N", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Squid squid = new Squid(process, port);
    squid.awaitReady(directory.resolve("log"));
    return squid;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!listens()) {
      boolean ended = process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > end) {
        close();
        throw new IOException("squid did not start: " + Files.readString(log));
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

  /** Address and port. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
