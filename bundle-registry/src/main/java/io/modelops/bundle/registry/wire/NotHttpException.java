package io.modelops.bundle.registry.wire;

import java.io.IOException;

/** The other side speaks, but not HTTP/1. */
public final class NotHttpException extends IOException {
  private static final long serialVersionUID = 1L;

  NotHttpException() {
    super("the answer is not HTTP");
  }
}
