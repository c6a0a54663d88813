package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A login that is kept. Holds no secret. */
public final class LoginResult extends Value {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String username;
  private final String store;
  private final boolean checked;
  private final @Nullable String overriddenBy;

  private LoginResult(
      String place, String username, String store, boolean checked, @Nullable String overriddenBy) {
    this.place = place;
    this.username = username;
    this.store = store;
    this.checked = checked;
    this.overriddenBy = overriddenBy;
  }

  /** Of a registry that accepted the credential. */
  public static LoginResult of(String place, String username, String store) {
    return new LoginResult(place, username, store, true, null);
  }

  /** Of a registry that asked for no credential. */
  public LoginResult withoutCheck() {
    return new LoginResult(place, username, store, false, overriddenBy);
  }

  /** With another source that is asked before. */
  public LoginResult withOverriddenBy(String source) {
    return new LoginResult(place, username, store, checked, source);
  }

  /** The registry, or a part of it, as it was given. */
  public String place() {
    return place;
  }

  /** Empty for an identity token. */
  public String username() {
    return username;
  }

  /** Where the credential is kept. */
  public String store() {
    return store;
  }

  /** Whether the registry asked for the credential, and accepted it. */
  public boolean isChecked() {
    return checked;
  }

  /** A source that is asked before and knows another credential for the same place. */
  public Optional<String> overriddenBy() {
    return Optional.ofNullable(overriddenBy);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(place, username, store, checked, overriddenBy);
  }
}
