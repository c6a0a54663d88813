package io.modelops.bundle.value;

/**
 * A user name and a secret for one registry.
 *
 * @param username empty for an identity (refresh) token
 * @param source where it was found, for messages: {@code Docker configuration
 *     /home/ann/.docker/config.json}
 */
public record Credential(String username, String secret, String source) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Credential[username=" + username + ", source=" + source + "]";
  }
}
