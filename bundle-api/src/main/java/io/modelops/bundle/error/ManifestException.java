package io.modelops.bundle.error;

import org.jspecify.annotations.Nullable;

/** The manifest cannot be made, read or written. */
public final class ManifestException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final String file;

  /**
   * @param file what could not be used: a path relative to the project, or the manifest's own
   */
  public ManifestException(
      ErrorCode code, String file, String message, String hint, @Nullable Throwable cause) {
    super(code, message, hint, cause);
    this.file = file;
  }

  public String file() {
    return file;
  }
}
