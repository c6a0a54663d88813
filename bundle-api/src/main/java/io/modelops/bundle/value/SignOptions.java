package io.modelops.bundle.value;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is signed beside the digest. */
public final class SignOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final SignOptions DEFAULTS = new SignOptions(null, null);

  private final @Nullable Instant time;
  private final @Nullable Provenance provenance;

  private SignOptions(@Nullable Instant time, @Nullable Provenance provenance) {
    this.time = time;
    this.provenance = provenance;
  }

  /** Nothing. */
  public static SignOptions defaults() {
    return DEFAULTS;
  }

  /** The time of signing, which notation's format asks for: needed for keys with certificates. */
  public SignOptions withTime(Instant signing) {
    return new SignOptions(signing, provenance);
  }

  /** Also signs how the bundle came about. */
  public SignOptions withProvenance(Provenance statement) {
    return new SignOptions(time, statement);
  }

  public Optional<Instant> time() {
    return Optional.ofNullable(time);
  }

  public Optional<Provenance> provenance() {
    return Optional.ofNullable(provenance);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(time, provenance);
  }
}
