package io.modelops.bundle.error;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The sources cannot be read at all. Faults in single files are issues of the result instead. */
public final class DiscoveryException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Path file;
  private final String name;

  public DiscoveryException(
      ErrorCode code, Path file, String message, String hint, @Nullable Throwable cause) {
    super(code, message, hint, cause);
    this.file = file;
    this.name = file.toString();
  }

  /** After serialisation, a path of the default file system. */
  public Path file() {
    return file != null ? file : Path.of(name);
  }
}
