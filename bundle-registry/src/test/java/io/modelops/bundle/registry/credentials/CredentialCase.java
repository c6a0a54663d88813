package io.modelops.bundle.registry.credentials;

import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files and variables of a user, the repository that is asked for, and the login that comes of it:
 * {@code USER:PASSWORD}, {@code token TOKEN}, {@link #NONE} or {@link #ERROR}. Paths and the values
 * of variables begin with {@code ~} for the home directory.
 */
final class CredentialCase {
  static final String NONE = "no login";
  static final String ERROR = "an error";

  private final String name;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private String repository = "h.example/orgb/b";
  private String login = NONE;
  private String skopeoLogin = NONE;

  private CredentialCase(String name) {
    this.name = name;
  }

  static CredentialCase given(String name) {
    return new CredentialCase(name);
  }

  CredentialCase file(String path, String content) {
    files.put(path, content);
    return this;
  }

  /** A file in Docker's place with one entry. */
  CredentialCase entry(String key, String entry) {
    return file("~/.docker/config.json", auths(key, entry));
  }

  /** The content of Docker's file. */
  CredentialCase config(String content) {
    return file("~/.docker/config.json", content);
  }

  CredentialCase helper(String helper, String script) {
    return file("~/bin/docker-credential-" + helper, "#!/bin/sh\n" + script + "\n");
  }

  CredentialCase variable(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  CredentialCase asking(String other) {
    repository = other;
    return this;
  }

  CredentialCase gives(String expected) {
    login = expected;
    skopeoLogin = expected;
    return this;
  }

  /** What skopeo 1.9.3 makes of it, where this differs on purpose. */
  CredentialCase butSkopeo(String expected, String reason) {
    if (reason.isEmpty() || expected.equals(login)) {
      throw new IllegalArgumentException("no difference, or none with a reason: " + name);
    }
    skopeoLogin = expected;
    return this;
  }

  String repository() {
    return repository;
  }

  String login() {
    return login;
  }

  String skopeoLogin() {
    return skopeoLogin;
  }

  /** Writes the files below a home directory. */
  Environment write(Path home) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = Path.of(at(home, file.getKey()));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    Map<String, String> all = new HashMap<>();
    all.put("HOME", home.toString());
    all.put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    variables.forEach((variable, value) -> all.put(variable, at(home, value)));
    return Environment.of(all, home);
  }

  private static String at(Path home, String text) {
    return text.startsWith("~") ? home + text.substring(1) : text;
  }

  static String auths(String... keysAndEntries) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < keysAndEntries.length; i += 2) {
      json.append(i > 0 ? "," : "").append('"').append(keysAndEntries[i]).append("\":");
      json.append(keysAndEntries[i + 1]);
    }
    return "{\"auths\":{" + json + "}}";
  }

  /** The entry that a login writes. */
  static String auth(String pair) {
    return "{\"auth\":\"" + base64(pair) + "\"}";
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return name;
  }
}
