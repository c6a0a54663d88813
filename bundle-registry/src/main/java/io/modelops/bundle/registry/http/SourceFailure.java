package io.modelops.bundle.registry.http;

import java.io.IOException;

/** Our own side failed while a body was read; never retried. */
final class SourceFailure extends IOException {
  private static final long serialVersionUID = 1L;

  SourceFailure(Throwable cause) {
    super(cause);
  }

  /** Throws what the source threw, or returns it. */
  IOException original() {
    Throwable cause = getCause();
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof IOException e ? e : this;
  }
}
