package io.modelops.bundle.value;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What stays in a cache when it is collected. */
public final class CollectOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final CollectOptions DEFAULTS =
      new CollectOptions(CacheOptions.defaults(), null, null, Duration.ofHours(1), false);

  private final CacheOptions cache;
  private final @Nullable Duration maxAge;
  private final @Nullable Long maxSize;
  private final Duration grace;
  private final boolean dryRun;

  private CollectOptions(
      CacheOptions cache,
      @Nullable Duration maxAge,
      @Nullable Long maxSize,
      Duration grace,
      boolean dryRun) {
    this.cache = cache;
    this.maxAge = maxAge;
    this.maxSize = maxSize;
    this.grace = grace;
    this.dryRun = dryRun;
  }

  /** All that any reference names that was ever ensured, and what is younger than an hour. */
  public static CollectOptions defaults() {
    return DEFAULTS;
  }

  public CollectOptions withCache(CacheOptions place) {
    return new CollectOptions(place, maxAge, maxSize, grace, dryRun);
  }

  /** Forgets references that were not ensured for so long. */
  public CollectOptions withMaxAge(Duration age) {
    return new CollectOptions(cache, age, maxSize, grace, dryRun);
  }

  /**
   * Forgets the references that were not ensured for longest, until what the others name is no
   * larger.
   *
   * @param bytes of content
   */
  public CollectOptions withMaxSize(long bytes) {
    return new CollectOptions(cache, maxAge, bytes, grace, dryRun);
  }

  /** Keeps content that came less than this ago, whoever names it. */
  public CollectOptions withGrace(Duration age) {
    return new CollectOptions(cache, maxAge, maxSize, age, dryRun);
  }

  /** Says what would be deleted; deletes nothing. */
  public CollectOptions withDryRun() {
    return new CollectOptions(cache, maxAge, maxSize, grace, true);
  }

  public CacheOptions cache() {
    return cache;
  }

  public Optional<Duration> maxAge() {
    return Optional.ofNullable(maxAge);
  }

  public OptionalLong maxSize() {
    return maxSize == null ? OptionalLong.empty() : OptionalLong.of(maxSize);
  }

  public Duration grace() {
    return grace;
  }

  public boolean dryRun() {
    return dryRun;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(cache, maxAge, maxSize, grace, dryRun);
  }
}
