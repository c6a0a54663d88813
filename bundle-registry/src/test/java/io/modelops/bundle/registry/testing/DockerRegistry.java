package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code docker-registry} program of this machine (Debian: docker-registry, and apache2-utils
 * for passwords), on a free loopback port with a storage of its own. Without the program the
 * calling test is skipped, or fails where {@code CI} is set: {@link Programs#require}.
 */
public final class DockerRegistry implements AutoCloseable {
  private static final String PROGRAM = "docker-registry";
  private static final int SECONDS = 30;
  private static final int TICK_MILLIS = 25;

  private final Process process;
  private final int port;

  private DockerRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * For everybody.
   *
   * @param directory gets configuration, storage and log
   */
  public static DockerRegistry start(Path directory) throws IOException, InterruptedException {
    return start(directory, "");
  }

  /** For one user. */
  public static DockerRegistry start(Path directory, String username, String password)
      throws IOException, InterruptedException {
    Programs.require(PROGRAM, "htpasswd");
    Path file = directory.resolve("htpasswd");
    Process htpasswd =
        new ProcessBuilder("htpasswd", "-Bbn", username, password)
            .redirectOutput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!htpasswd.waitFor(SECONDS, TimeUnit.SECONDS) || htpasswd.exitValue() != 0) {
      throw new IOException("htpasswd failed");
    }
    return start(directory, "auth: {htpasswd: {realm: test, path: '" + file + "'}}\n");
  }

  /**
   * Under TLS.
   *
   * @param certificate of the registry
   * @param mutual whether it lets in those only who show a certificate of the same authority
   */
  public static DockerRegistry start(
      Path directory, Certificates certificates, String certificate, boolean mutual)
      throws Exception {
    String authorities = mutual ? ", clientcas: ['" + certificates.authority() + "']" : "";
    return launch(
        directory,
        "",
        ", tls: {certificate: '"
            + certificates.certificate(certificate)
            + "', key: '"
            + certificates.key(certificate)
            + "'"
            + authorities
            + "}");
  }

  private static DockerRegistry start(Path directory, String access)
      throws IOException, InterruptedException {
    return launch(directory, access, "");
  }

  private static DockerRegistry launch(Path directory, String access, String tls)
      throws IOException, InterruptedException {
    Programs.require(PROGRAM);
    int port = freePort();
    Path configuration = directory.resolve("config.yml");
    Files.writeString(
        configuration,
        "version: 0.1\n"
            + "log: {level: error, accesslog: {disabled: true}}\n"
            + "storage: {filesystem: {rootdirectory: '"
            + directory.resolve("storage")
            + "'}, delete: {enabled: true}}\n"
            + "http: {addr: '127.0.0.1:"
            + port
            + "', secret: test"
            + tls
            + "}\n"
            + access);
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(PROGRAM, "serve", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    DockerRegistry registry = new DockerRegistry(process, port);
    registry.awaitReady(log);
    return registry;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!answers()) {
      boolean ended = process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > end) {
        close();
        throw new IOException(PROGRAM + " did not start: " + Files.readString(log));
      }
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(SECONDS * 1000);
      socket
          .getOutputStream()
          .write("GET /v2/ HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return List.of("200", "401", "400") // 400: it wants TLS
          .contains(answer.substring(Math.min(9, answer.length())));
    } catch (IOException e) {
      return false;
    }
  }

  /** Address and port, as in a reference. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** The running program, for tests that kill it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
