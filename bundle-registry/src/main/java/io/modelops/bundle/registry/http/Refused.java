package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.RegistryException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt failed; whoever retries decides whether the error leaves. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1L;

  private final RegistryException error;
  private final String said;
  private final boolean again;
  private final @Nullable Duration after;
  private final boolean further;

  /**
   * @param again whether another attempt makes sense
   * @param after what the registry asks to be waited before it
   */
  Refused(RegistryException error, boolean again, @Nullable Duration after) {
    this(error, String.valueOf(error.getMessage()), again, after);
  }

  /**
   * @param said the answer in short: status, code and message
   */
  Refused(RegistryException error, String said, boolean again, @Nullable Duration after) {
    this(error, said, again, after, false);
  }

  private Refused(
      RegistryException error,
      String said,
      boolean again,
      @Nullable Duration after,
      boolean further) {
    super(error.getMessage());
    this.error = error;
    this.said = said;
    this.again = again;
    this.after = after;
    this.further = further;
  }

  /** The same, of an attempt that got further than all before it. */
  Refused further() {
    return new Refused(error, said, again, after, true);
  }

  boolean gotFurther() {
    return further;
  }

  String said() {
    return said;
  }

  RegistryException error() {
    return error;
  }

  boolean again() {
    return again;
  }

  @Nullable Duration after() {
    return after;
  }
}
