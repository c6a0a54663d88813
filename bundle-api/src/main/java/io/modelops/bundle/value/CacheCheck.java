package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What hashing everything in a cache found. */
public final class CacheCheck extends Value {
  private static final long serialVersionUID = 1L;

  private final int checked;
  private final long bytes;
  private final List<Digest> damaged;

  private CacheCheck(int checked, long bytes, List<Digest> damaged) {
    this.checked = checked;
    this.bytes = bytes;
    this.damaged = List.copyOf(damaged);
  }

  /**
   * So many contents were hashed.
   *
   * @param bytes their size
   * @param damaged those that were not what their names say
   */
  public static CacheCheck of(int checked, long bytes, List<Digest> damaged) {
    return new CacheCheck(checked, bytes, damaged);
  }

  /** How many contents were hashed. */
  public int checked() {
    return checked;
  }

  public long bytes() {
    return bytes;
  }

  /** Contents that were not what their names say. They are in the cache no longer. */
  public List<Digest> damaged() {
    return damaged;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(checked, bytes, damaged);
  }
}
