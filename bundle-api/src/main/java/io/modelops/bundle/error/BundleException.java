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

  private final ErrorCode errorCode;
  private final String hint;

  BundleException(ErrorCode errorCode, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
    this.hint = hint;
  }

  /** The reason, for programs. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** {@link #errorCode()} as documents and scripts know it: {@code file-changed}. */
  public String code() {
    return errorCode.id();
  }

  /** What to do about it; empty if there is nothing to add to the message. */
  public String hint() {
    return hint;
  }

  /** Whether the same call may succeed later without a change on this side. */
  public boolean retryable() {
    return errorCode.retryable();
  }
}
