package io.modelops.bundle.registry.wire;

import java.io.IOException;

/** The fault is the proxy's, which the message names. */
public final class ProxyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  ProxyException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }
}
