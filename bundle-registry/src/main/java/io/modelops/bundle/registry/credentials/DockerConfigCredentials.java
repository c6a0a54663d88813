package io.modelops.bundle.registry.credentials;

import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of {@code docker login} and {@code podman login}. The files are, in this order:
 * {@code $REGISTRY_AUTH_FILE}, {@code $DOCKER_CONFIG/config.json} or else {@code
 * ~/.docker/config.json}, {@code $XDG_RUNTIME_DIR/containers/auth.json}. An entry applies to the
 * host and port it names; its path is ignored. The aliases of {@code docker.io} are the same host.
 *
 * <p>Jib reads the file. {@link CredentialHelper} runs a credential helper, because Jib waits for a
 * helper without limit, blocks if the helper fills its error stream, starts it with the environment
 * of this process, and quotes its output with the secret in an exception.
 */
public final class DockerConfigCredentials implements CredentialSource {
  private static final String REFRESH_TOKEN = "<token>";
  private static final long MAX_BYTES = 1 << 20;

  /** For {@link java.util.ServiceLoader} and for hosts that choose their providers. */
  public DockerConfigCredentials() {}

  @Override
  public String id() {
    return "docker-config";
  }

  @Override
  public Optional<Credential> find(String host, Environment environment) throws IOException {
    if (!host.matches("[A-Za-z0-9.:\\[\\]-]+")) {
      throw new IOException("not a host name");
    }
    for (Path file : files(environment)) {
      if (Files.isRegularFile(file)) {
        Optional<Credential> found = find(host, file, environment);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> files(Environment environment) throws IOException {
    List<Path> files = new ArrayList<>();
    try {
      String podman = variable(environment, "REGISTRY_AUTH_FILE");
      if (!podman.isEmpty()) {
        files.add(Path.of(podman));
      }
      String docker = variable(environment, "DOCKER_CONFIG");
      if (!docker.isEmpty()) {
        files.add(Path.of(docker, "config.json"));
      } else if (environment.home() != null) {
        files.add(environment.home().resolve(".docker").resolve("config.json"));
      }
      String runtime = variable(environment, "XDG_RUNTIME_DIR");
      if (!runtime.isEmpty()) {
        files.add(Path.of(runtime, "containers", "auth.json"));
      }
      return files;
    } catch (InvalidPathException e) {
      throw new IOException("an environment variable names no possible file: " + e.getReason());
    }
  }

  private static String variable(Environment environment, String name) {
    return environment.variables().getOrDefault(name, "");
  }

  private static Optional<Credential> find(String host, Path file, Environment environment)
      throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw unreadable(file, "larger than 1 MiB");
    }
    Optional<String> helper;
    try {
      helper = HelperNames.read(file).helperFor(host);
    } catch (IOException e) { // its message quotes the file
      throw unreadable(file, "cannot be read, or is not the JSON that docker login writes");
    }
    return helper.isPresent()
        ? new CredentialHelper(helper.get(), environment, CredentialHelper.MAX_WAIT).get(host)
        : stored(host, file);
  }

  private static Optional<Credential> stored(String host, Path file) throws IOException {
    try {
      return DockerConfigCredentialRetriever.create(host, file)
          .retrieve(event -> {})
          .map(
              found ->
                  new Credential(
                      found.isOAuth2RefreshToken() ? "" : found.getUsername(),
                      found.getPassword(),
                      "Docker configuration " + file));
    } catch (IOException | RuntimeException e) { // both may quote the file
      throw unreadable(file, "the entry for " + host + " is not what docker login writes");
    }
  }

  /** A credential of a helper or file, where a special user name marks an identity token. */
  static Credential credential(String username, String secret, String source) {
    return new Credential(username.equals(REFRESH_TOKEN) ? "" : username, secret, source);
  }

  private static IOException unreadable(Path file, String why) {
    return new IOException("Docker configuration " + file + ": " + why);
  }
}
