package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who we are at this registry: looked up once, when the registry first asks. */
final class Login {
  /** What a source has by contract, and a little. */
  private static final Duration LOOK_UP = Duration.ofSeconds(12);

  private final Wire wire;
  private final Reference.Registry reference;
  private final RegistryTransport.Settings settings;
  private final Failures failures;
  private volatile boolean lookedUp;
  private volatile @Nullable Credential credential;

  Login(
      Wire wire,
      Reference.Registry reference,
      RegistryTransport.Settings settings,
      Failures failures) {
    this.wire = wire;
    this.reference = reference;
    this.settings = settings;
    this.failures = failures;
  }

  synchronized Optional<Credential> credential() throws Refused {
    if (!lookedUp) {
      Optional<Credential> found = lookUp();
      found.ifPresent(failures.secrets()::add);
      credential = found.orElse(null);
      lookedUp = true;
    }
    return Optional.ofNullable(credential);
  }

  private Optional<Credential> lookUp() throws Refused {
    for (CredentialSource source : settings.credentials()) {
      try {
        Optional<Credential> found =
            wire.aside(
                () -> source.find(reference.host(), reference.repository(), settings.environment()),
                LOOK_UP);
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        throw failures.failure(
            ErrorCode.CREDENTIALS,
            "log in",
            "no credentials from "
                + source.id()
                + ": "
                + failures.quoted(String.valueOf(e.getMessage())),
            "repair that, or give credentials with CredentialSource.of");
      }
    }
    return Optional.empty();
  }

  /**
   * Not let in, although everything that could be done has been done.
   *
   * @param detail what was answered
   */
  Refused refused(int status, String registryCode, String detail) {
    Credential used = credential;
    String text =
        used == null
            ? "no credentials for " + reference.host() + " (asked: " + asked() + ")"
            : "credentials from " + used.source() + " were refused";
    String hint =
        "log in with docker login "
            + reference.host()
            + ", or give credentials with CredentialSource.of";
    String message = text + " (" + detail + ")";
    return refused(ErrorCode.UNAUTHORIZED, status, registryCode, message, hint);
  }

  /**
   * Let in, but not allowed to do what was asked.
   *
   * @param detail what was answered
   */
  Refused forbidden(int status, String registryCode, String detail) {
    Credential used = credential;
    String source = used == null ? "" : " of the credentials from " + used.source();
    String message = "no permission: the user" + source + " may not do this (" + detail + ")";
    String hint = "ask the registry's owner for the right to do this";
    return refused(ErrorCode.FORBIDDEN, status, registryCode, message, hint);
  }

  private Refused refused(
      ErrorCode code, int status, String registryCode, String message, String hint) {
    return new Refused(
        new RegistryException(
            code,
            failures.reference(),
            status,
            registryCode,
            failures.reference() + ": " + message,
            hint,
            null),
        false,
        null);
  }

  private String asked() {
    return settings.credentials().isEmpty()
        ? "no source"
        : settings.credentials().stream().map(Provider::id).collect(Collectors.joining(", "));
  }
}
