package io.modelops.bundle.registry.credentials;

import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where podman and Docker keep credentials, in podman's order: {@code $REGISTRY_AUTH_FILE}, or else
 * {@code $XDG_RUNTIME_DIR/containers/auth.json}, or else {@code /run/containers/UID/auth.json};
 * then {@code $XDG_CONFIG_HOME/containers/auth.json} or else {@code
 * ~/.config/containers/auth.json}; {@code $DOCKER_CONFIG/config.json} or else {@code
 * ~/.docker/config.json}; {@code ~/.dockercfg}.
 */
final class ConfigFiles {
  static final long MAX_BYTES = 1 << 20;

  private static final String DOCKER = "config.json";

  /** Docker's file of before 2015: entries only. */
  private static final String LEGACY = ".dockercfg";

  private final Environment environment;
  private final @Nullable Path home;
  private final List<Path> files = new ArrayList<>();

  private ConfigFiles(Environment environment) {
    this.environment = environment;
    Path variable = directory("HOME");
    this.home = variable != null ? variable : environment.home();
  }

  /** In the order in which they are asked; they need not exist. */
  static List<Path> of(Environment environment) throws IOException {
    try {
      ConfigFiles all = new ConfigFiles(environment);
      Path explicit = all.directory("REGISTRY_AUTH_FILE");
      Path runtime = all.directory("XDG_RUNTIME_DIR");
      Path ofUser = runtime == null ? all.ofUser() : runtime.resolve("containers");
      all.add(explicit != null ? explicit : ofUser, explicit != null ? "" : "auth.json");
      all.add(all.or("XDG_CONFIG_HOME", all.atHome(".config")), "containers/auth.json");
      all.add(all.dockerDirectory(), DOCKER);
      all.add(all.home, LEGACY);
      return all.files;
    } catch (InvalidPathException e) {
      throw impossible(e);
    }
  }

  /** Docker's own, which {@code docker login} writes; it need not exist. */
  static Path docker(Environment environment) throws IOException {
    try {
      ConfigFiles all = new ConfigFiles(environment);
      Path directory = all.dockerDirectory();
      if (directory == null) {
        throw new IOException("there is no home directory, and DOCKER_CONFIG is not set");
      }
      return directory.resolve(DOCKER);
    } catch (InvalidPathException e) {
      throw impossible(e);
    }
  }

  private static IOException impossible(InvalidPathException e) {
    return new IOException("an environment variable names no possible file: " + e.getReason());
  }

  private @Nullable Path dockerDirectory() {
    return or("DOCKER_CONFIG", atHome(".docker"));
  }

  /** Whether the file has the format of before 2015. */
  static boolean isLegacy(Path file) {
    return file.endsWith(LEGACY);
  }

  private void add(@Nullable Path directory, String name) {
    if (directory != null) {
      files.add(directory.resolve(name));
    }
  }

  private @Nullable Path or(String variable, @Nullable Path otherwise) {
    Path directory = directory(variable);
    return directory != null ? directory : otherwise;
  }

  private @Nullable Path directory(String variable) {
    String path = environment.variables().getOrDefault(variable, "");
    return path.isEmpty() ? null : Path.of(path);
  }

  private @Nullable Path atHome(String name) {
    return home == null ? null : home.resolve(name);
  }

  /** The user is the owner of the home directory; null where users have no numbers. */
  private @Nullable Path ofUser() {
    if (home == null) {
      return null;
    }
    try {
      return Path.of("/run/containers", String.valueOf(Files.getAttribute(home, "unix:uid")));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }
}
