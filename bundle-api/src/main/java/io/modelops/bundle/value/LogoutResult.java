package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a login was forgotten. */
public final class LogoutResult extends Value {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final List<String> removedFrom;
  private final @Nullable String remaining;

  private LogoutResult(String place, List<String> removedFrom, @Nullable String remaining) {
    this.place = place;
    this.removedFrom = List.copyOf(removedFrom);
    this.remaining = remaining;
  }

  /**
   * Makes one.
   *
   * @param removedFrom empty if no login was kept
   * @param remaining a source that still knows a credential for the place; null if there is none
   */
  public static LogoutResult of(
      String place, List<String> removedFrom, @Nullable String remaining) {
    return new LogoutResult(place, removedFrom, remaining);
  }

  /** The registry, or a part of it, as it was given. */
  public String place() {
    return place;
  }

  /** Where the credential was kept; empty if it was not. */
  public List<String> removedFrom() {
    return removedFrom;
  }

  /** A source that still knows a credential for the place, such as podman's file. */
  public Optional<String> remaining() {
    return Optional.ofNullable(remaining);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(place, removedFrom, remaining);
  }
}
