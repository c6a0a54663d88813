package io.modelops.bundle.registry.credentials;

import io.modelops.bundle.spi.CredentialStore;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Keeps credentials as {@code docker login} does: with the helper that {@code
 * $DOCKER_CONFIG/config.json}, or else {@code ~/.docker/config.json}, names for the registry
 * ({@code credHelpers}), or for all ({@code credsStore}); else in that file itself, which only its
 * owner may read. There a password is encoded, not encrypted.
 *
 * <p>With a helper, the entry in the file is left empty, also as Docker does, so no older password
 * stays there.
 */
public final class DockerConfigStore implements CredentialStore {
  /** For {@link java.util.ServiceLoader} and for those who name their providers. */
  public DockerConfigStore() {}

  @Override
  public String id() {
    return "docker-config";
  }

  @Override
  public String store(String place, Credential credential, Environment environment)
      throws IOException {
    DockerConfigFile file = DockerConfigFile.of(environment);
    String name = file.read().helper(place);
    if (name.isEmpty()) {
      boolean unused = change(file, old -> ConfigEdit.set(old, place, fields(credential)));
      return file.title();
    }
    CredentialHelper helper = helper(name, environment);
    helper.store(place, credential);
    boolean unused = change(file, old -> ConfigEdit.set(old, place, Map.of()));
    return helper.title();
  }

  @Override
  public List<String> erase(String place, Environment environment) throws IOException {
    DockerConfigFile file = DockerConfigFile.of(environment);
    DockerConfig config = file.read();
    List<String> from = new ArrayList<>();
    String name = config.keeper(place);
    if (!name.isEmpty()) {
      CredentialHelper helper = helper(name, environment);
      if (helper.erase(place)) {
        from.add(helper.title());
      }
    }
    boolean held = config.holds(place);
    if (change(file, old -> ConfigEdit.remove(old, place)) && held) {
      from.add(file.title());
    }
    return from;
  }

  /** One at a time, of the threads that share this provider. */
  private synchronized boolean change(DockerConfigFile file, DockerConfigFile.Change change)
      throws IOException {
    return file.change(change);
  }

  private static CredentialHelper helper(String name, Environment environment) {
    return new CredentialHelper(name, environment, CredentialHelper.MAX_WAIT);
  }

  private static Map<String, String> fields(Credential credential) {
    if (credential.username().isEmpty()) {
      return Map.of("identitytoken", credential.secret());
    }
    String pair = credential.username() + ":" + credential.secret();
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return Map.of("auth", Base64.getEncoder().encodeToString(bytes));
  }
}
