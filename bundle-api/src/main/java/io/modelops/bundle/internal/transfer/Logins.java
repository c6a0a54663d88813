package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.CredentialStore;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.LoginResult;
import io.modelops.bundle.value.LogoutResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs in to a registry, or a part of it, and out. */
public final class Logins {
  /** More would not fit into the pipe to a helper that reads late. */
  private static final int MAX_SECRET = 32 << 10;

  private final Call call;
  private final String place;
  private final Reference.Registry registry;
  private final String repository;

  /**
   * @throws IllegalArgumentException if it is neither a host nor a part of a repository's name
   */
  public Logins(Call call, String place) {
    this.call = call;
    this.place = place;
    int slash = place.indexOf('/');
    this.repository = slash < 0 ? "" : place.substring(slash + 1);
    if (repository.contains(":") || repository.contains("@")) {
      throw new IllegalArgumentException(
          "a login is for a registry or a repository, not for a tag or digest");
    }
    this.registry = (Reference.Registry) parsed(slash < 0 ? place + "/any" : place);
  }

  private static Reference parsed(String text) {
    if (text.startsWith("oci:") || text.startsWith("oci-archive:")) {
      throw new IllegalArgumentException("a login is for a registry, not for a directory or file");
    }
    return Reference.parse(text);
  }

  /** Asks the registry first, and keeps what it accepts. */
  public LoginResult login(Credential credential, RegistryOptions options) {
    require(credential);
    CredentialStore store = store();
    boolean asked = check(credential, options);
    call.operation().check();
    LoginResult result = LoginResult.of(place, credential.username(), keep(store, credential));
    result = asked ? result : result.withoutCheck();
    Optional<Credential> found = found();
    boolean ours = found.filter(other -> isSame(other, credential)).isPresent();
    return found.isEmpty() || ours ? result : result.withOverriddenBy(found.get().source());
  }

  private static void require(Credential credential) {
    String username = credential.username();
    if (username.indexOf(':') >= 0 || username.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a user name has no colon and no control character");
    }
    if (credential.secret().isEmpty() || credential.secret().length() > MAX_SECRET) {
      throw new IllegalArgumentException("a password has 1 to " + MAX_SECRET + " characters");
    }
  }

  private boolean check(Credential credential, RegistryOptions options) {
    CredentialSource given = new Given(credential);
    try {
      return call.providers()
          .transportFor(registry)
          .logIn(
              registry,
              new RegistryTransport.Settings(
                  call.environment(), List.of(given), options, call.operation()));
    } catch (RegistryException e) {
      throw e.errorCode() == ErrorCode.UNAUTHORIZED ? refused(e) : e;
    } catch (IOException e) {
      throw failure(
          ErrorCode.UNREACHABLE, "cannot log in: " + FileFailure.describe(e), "try again", e);
    }
  }

  /** The credential that is tried, wherever it comes from. */
  private record Given(Credential credential) implements CredentialSource {
    @Override
    public String id() {
      return "login";
    }

    @Override
    public Optional<Credential> find(String host, String repository, Environment environment) {
      return Optional.of(new Credential(credential.username(), credential.secret(), "this login"));
    }
  }

  private RegistryException refused(RegistryException e) {
    return new RegistryException(
        ErrorCode.LOGIN_REFUSED,
        place,
        e.status(),
        e.registryCode(),
        e.getMessage() + "; nothing was kept",
        "check both; many registries want an access token in place of the password",
        null);
  }

  private String keep(CredentialStore store, Credential credential) {
    try {
      return store.store(place, credential, call.environment());
    } catch (IOException e) {
      throw unkept("cannot keep the login: ", e);
    }
  }

  /** Forgets what is kept for exactly this place. */
  public LogoutResult logout() {
    try {
      List<String> from = store().erase(place, call.environment());
      return LogoutResult.of(place, from, found().map(Credential::source).orElse(null));
    } catch (IOException e) {
      throw unkept("cannot forget the login: ", e);
    }
  }

  private CredentialStore store() {
    return call.providers().one(CredentialStore.class, "bundle-registry");
  }

  /** What later calls will find; a source that fails says so then. */
  private Optional<Credential> found() {
    for (CredentialSource source : call.providers().all(CredentialSource.class)) {
      try {
        Optional<Credential> found = source.find(registry.host(), repository, call.environment());
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(Credential one, Credential other) {
    return one.username().equals(other.username()) && one.secret().equals(other.secret());
  }

  private RegistryException unkept(String what, IOException e) {
    return failure(
        ErrorCode.CREDENTIALS,
        what + FileFailure.describe(e),
        "repair what the message names",
        null); // what a provider throws may quote what it was given
  }

  private RegistryException failure(
      ErrorCode code, String message, String hint, @Nullable IOException e) {
    return new RegistryException(code, place, 0, "", place + ": " + message, hint, e);
  }
}
