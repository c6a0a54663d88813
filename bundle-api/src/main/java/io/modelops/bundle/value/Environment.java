package io.modelops.bundle.value;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the library may know of the process around it. Nothing else in the library looks at
 * environment variables, system properties or the home directory.
 */
public final class Environment {
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
