package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a tag names now, and what it named before. */
public final class TagResult extends Value {
  private static final long serialVersionUID = 1L;

  private final Reference reference;
  private final Digest digest;
  private final @Nullable Digest before;

  private TagResult(Reference reference, Digest digest, @Nullable Digest before) {
    this.reference = reference;
    this.digest = digest;
    this.before = before;
  }

  /**
   * Makes one.
   *
   * @param before what the tag named; null if nothing
   */
  public static TagResult of(Reference reference, Digest digest, @Nullable Digest before) {
    return new TagResult(reference, digest, before);
  }

  /** With the tag that was put. */
  public Reference reference() {
    return reference;
  }

  /** Of the OCI manifest. */
  public Digest digest() {
    return digest;
  }

  /** What the tag named before; empty if nothing. */
  public Optional<Digest> before() {
    return Optional.ofNullable(before);
  }

  /** Whether the tag named this already. */
  public boolean isUnchanged() {
    return digest.equals(before);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(reference, digest, before);
  }
}
