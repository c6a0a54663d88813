package io.modelops.bundle.error;

import org.jspecify.annotations.Nullable;

/**
 * What the library throws when it cannot do what was asked; every leaf carries the data of its
 * kind.
 *
 * <p>Two things are not said this way: malformed arguments are {@link IllegalArgumentException},
 * and work that the caller stopped ends with {@link java.util.concurrent.CancellationException}.
 */
public abstract sealed class BundleException extends RuntimeException
    permits ConfigurationException,
        DiscoveryException,
        ManifestException,
        ProviderException,
        RegistryException,
        WorkspaceException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String hint;
  private final boolean retryable;

  BundleException(
      String code, String message, String hint, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
  }

  /** Stable, for programs: {@code file-changed}. */
  public String code() {
    return code;
  }

  /** What to do about it; empty if there is nothing to add to the message. */
  public String hint() {
    return hint;
  }

  /** Whether the same call may succeed later without a change on this side. */
  public boolean retryable() {
    return retryable;
  }
}
