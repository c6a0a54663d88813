package io.modelops.bundle.internal.call;

import io.modelops.bundle.value.Environment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The user's directories, as the XDG Base Directory Specification says. */
public final class UserDirectories {
  /** The directory of this library in each of them. */
  public static final String PROGRAM = "modelops-bundle";

  private UserDirectories() {}

  /** For caches; empty if nothing says where. */
  public static Optional<Path> caches(Environment environment) {
    Map<String, String> variables = environment.variables();
    String given = variables.getOrDefault("XDG_CACHE_HOME", "");
    try {
      if (!given.isEmpty() && Path.of(given).isAbsolute()) {
        return Optional.of(Path.of(given));
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    Path home = environment.home();
    return home == null ? Optional.empty() : Optional.of(home.resolve(".cache"));
  }
}
