package io.modelops.bundle.error;

import org.jspecify.annotations.Nullable;

/** A registry or image layout refused, or could not be reached. No message holds a secret. */
public final class RegistryException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final String reference;
  private final int status;
  private final String registryCode;

  /**
   * @param status of the HTTP answer; 0 if there was none
   * @param registryCode the error code of the distribution specification in the answer, such as
   *     {@code DENIED}; empty if there was none
   */
  public RegistryException(
      ErrorCode code,
      String reference,
      int status,
      String registryCode,
      String message,
      String hint,
      @Nullable Throwable cause) {
    super(code, message, hint, cause);
    this.reference = reference;
    this.status = status;
    this.registryCode = registryCode;
  }

  public String reference() {
    return reference;
  }

  public int status() {
    return status;
  }

  public String registryCode() {
    return registryCode;
  }
}
