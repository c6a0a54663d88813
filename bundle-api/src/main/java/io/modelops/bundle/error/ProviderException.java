package io.modelops.bundle.error;

/** A stage needs a provider that is not there, or one that is there twice. */
public final class ProviderException extends BundleException {
  private static final long serialVersionUID = 1L;

  public ProviderException(ErrorCode code, String message, String hint) {
    super(code, message, hint, null);
  }
}
