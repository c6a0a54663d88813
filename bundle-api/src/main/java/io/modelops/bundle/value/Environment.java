package io.modelops.bundle.value;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the library may know of the process around it. Nothing else in the library looks at
 * environment variables, system properties or the home directory.
 */
public final class Environment {
  private static final String SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH";
  private static final Environment NONE = new Environment(Map.of(), null);

  private final Map<String, String> variables;
  private final @Nullable Path home;

  private Environment(Map<String, String> variables, @Nullable Path home) {
    this.variables = Map.copyOf(variables);
    this.home = home;
  }

  public static Environment of(Map<String, String> variables, @Nullable Path home) {
    return new Environment(variables, home);
  }

  public Map<String, String> variables() {
    return variables;
  }

  /**
   * When what is built counts as made, by the variable {@code SOURCE_DATE_EPOCH}; empty if that is
   * not set. The clock plays no part.
   *
   * @throws ConfigurationException if it holds no number of seconds
   */
  public Optional<Instant> sourceDate() {
    String seconds = variables.get(SOURCE_DATE_EPOCH);
    if (seconds == null) {
      return Optional.empty();
    }
    if (!seconds.matches("[0-9]{1,11}")) {
      throw new ConfigurationException(
          ErrorCode.SOURCE_DATE_EPOCH,
          SOURCE_DATE_EPOCH,
          0,
          0,
          "no number of seconds",
          "correct the variable, or unset it");
    }
    return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
  }

  /** The user's home directory, where Docker's configuration is looked for; null: none. */
  public @Nullable Path home() {
    return home;
  }

  /** Knows nothing: the result depends on the arguments alone. */
  public static Environment none() {
    return NONE;
  }

  /** The variables and the home directory of this process, read now. */
  public static Environment system() {
    String home = System.getProperty("user.home");
    return new Environment(System.getenv(), home == null ? null : Path.of(home));
  }

  /** Shows the names only: a variable may hold a secret. */
  @Override
  public String toString() {
    return "Environment[variables=" + variables.keySet() + ", home=" + home + "]";
  }
}
