package io.modelops.bundle.registry.tar;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was read is no archive, a damaged one, or one whose meaning is not plain. */
public final class TarException extends IOException {
  private static final long serialVersionUID = 1L;

  TarException(String message) {
    this(message, null);
  }

  TarException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static void require(boolean holds, String fault) throws TarException {
    if (!holds) {
      throw new TarException(fault);
    }
  }
}
