package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
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
public final class DockerRegistry extends ServerProcess {
  private static final String PROGRAM = "docker-registry";

  private final Path directory;

  private DockerRegistry(int port, Path directory) throws IOException {
    super(
        port,
        directory.resolve("log"),
        PROGRAM,
        "serve",
        directory.resolve("config.yml").toString());
    this.directory = directory;
  }

  /** Kills it, and starts it again with the same port and content. */
  public DockerRegistry restart() throws IOException, InterruptedException {
    close();
    DockerRegistry again = new DockerRegistry(port(), directory);
    again.awaitReady();
    return again;
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

  /** As a mirror that fetches what it does not have. */
  public static DockerRegistry startMirror(Path directory, String registryUrl)
      throws IOException, InterruptedException {
    return launch(directory, "proxy: {remoteurl: '" + registryUrl + "'}\n", "");
  }

  private static DockerRegistry start(Path directory, String access)
      throws IOException, InterruptedException {
    return launch(directory, access, "");
  }

  private static DockerRegistry launch(Path directory, String access, String tls)
      throws IOException, InterruptedException {
    Programs.require(PROGRAM);
    int port = freePort();
    Files.writeString(
        directory.resolve("config.yml"),
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
    DockerRegistry registry = new DockerRegistry(port, directory);
    registry.awaitReady();
    return registry;
  }

  @Override
  boolean answers(Socket connection) throws IOException {
    connection.setSoTimeout(SECONDS * 1000);
    connection
        .getOutputStream()
        .write("GET /v2/ HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    byte[] status = connection.getInputStream().readNBytes(12);
    String answer = new String(status, StandardCharsets.US_ASCII);
    return List.of("200", "401", "400") // 400: it wants TLS
        .contains(answer.substring(Math.min(9, answer.length())));
  }
}
