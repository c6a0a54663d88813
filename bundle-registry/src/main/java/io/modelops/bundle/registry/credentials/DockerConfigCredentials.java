package io.modelops.bundle.registry.credentials;

import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code docker login} and {@code podman login} left behind, looked for in the places of
 * {@link ConfigFiles}. The first that knows the repository counts, and in it the entry with the
 * longest key, by whole segments of the path: what is kept for {@code ghcr.io/lab} goes nowhere
 * else. {@code docker.io} and its aliases are one.
 *
 * <p>Jib's look-up is not used: it knows hosts only, so it sends one organisation's password to
 * another's repository; a {@code credHelpers} of null makes it fail; and it waits for a helper for
 * ever, and quotes its output, secret included, in an exception.
 */
public final class DockerConfigCredentials implements CredentialSource {
  /** May hold a configuration itself. */
  private static final String VARIABLE = "DOCKER_AUTH_CONFIG";

  /** For {@link java.util.ServiceLoader} and for those who name their providers. */
  public DockerConfigCredentials() {}

  @Override
  public String id() {
    return "docker-config";
  }

  @Override
  public Optional<Credential> find(String host, String repository, Environment environment)
      throws IOException {
    if (!host.matches("[A-Za-z0-9.:\\[\\]-]+")) {
      throw new IOException("not a host name");
    }
    String inline = environment.variables().getOrDefault(VARIABLE, "");
    byte[] document = inline.getBytes(StandardCharsets.UTF_8);
    DockerConfig given = parsed("$" + VARIABLE, document, false);
    Optional<Credential> found = find(host, repository, environment, "$" + VARIABLE, given);
    for (Path file : ConfigFiles.of(environment)) {
      if (found.isEmpty() && Files.isRegularFile(file)) {
        String name = file.toString();
        DockerConfig config = parsed(name, content(file), ConfigFiles.isLegacy(file));
        found = find(host, repository, environment, name, config);
      }
    }
    return found;
  }

  static byte[] content(Path file) throws IOException {
    if (Files.size(file) > ConfigFiles.MAX_BYTES) {
      throw unreadable(file.toString(), "larger than 1 MiB");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file.toString(), "cannot be read");
    }
  }

  static DockerConfig parsed(String name, byte[] document, boolean legacy) throws IOException {
    try {
      return legacy ? DockerConfig.readLegacy(document) : DockerConfig.read(document);
    } catch (IOException e) { // quotes the document
      throw unreadable(name, "is not the JSON that docker login writes");
    }
  }

  private static Optional<Credential> find(
      String host, String repository, Environment environment, String name, DockerConfig config)
      throws IOException {
    Optional<DockerConfig.Entry> entry = config.find(host, repository);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    String helper = entry.get().helper();
    return helper.isEmpty()
        ? stored(entry.get().fields(), host, name)
        : new CredentialHelper(helper, environment, CredentialHelper.MAX_WAIT)
            .get(entry.get().key().indexOf('/') < 0 ? host : entry.get().key());
  }

  private static Optional<Credential> stored(Map<String, String> fields, String host, String name)
      throws IOException {
    if (fields.values().stream().allMatch(String::isEmpty)) {
      return Optional.empty();
    }
    String source = "Docker configuration " + name;
    String token = fields.getOrDefault("identitytoken", "");
    if (!token.isEmpty()) {
      return Optional.of(new Credential("", token, source));
    }
    String pair = decoded(fields.getOrDefault("auth", ""));
    int colon = pair.indexOf(':');
    String username = colon < 0 ? fields.getOrDefault("username", "") : pair.substring(0, colon);
    String password = colon < 0 ? fields.getOrDefault("password", "") : pair.substring(colon + 1);
    if (username.isEmpty() || password.isEmpty()) {
      throw unreadable(name, "the entry for " + host + " is not what docker login writes");
    }
    return Optional.of(credential(username, password, source));
  }

  /** Line breaks are allowed within, and NUL bytes at the end. Empty if it cannot be decoded. */
  private static String decoded(String base64) {
    String text = base64.replaceAll("[\r\n]", "");
    if (text.length() % 4 != 0) {
      return "";
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\0+$", "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A credential of a helper or file, where a special user name marks an identity token. */
  static Credential credential(String username, String secret, String source) {
    boolean token =
        com.google.cloud.tools.jib.api.Credential.from(username, secret).isOAuth2RefreshToken();
    return new Credential(token ? "" : username, secret, source);
  }

  private static IOException unreadable(String name, String why) {
    return new IOException("Docker configuration " + name + ": " + why);
  }
}
