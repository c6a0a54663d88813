package io.modelops.bundle.error;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The sources cannot be read at all. Faults in single files are issues of the result instead. */
public final class DiscoveryException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  public DiscoveryException(
      String code, Path file, String message, String hint, @Nullable Throwable cause) {
    super(code, message, hint, false, cause);
    this.file = file;
  }

  public Path file() {
    return file;
  }
}
