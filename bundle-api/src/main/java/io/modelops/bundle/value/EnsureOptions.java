package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a bundle is to be here, and where it may come from. */
public final class EnsureOptions extends Value {
  private static final long serialVersionUID = 1L;

  private final PullOptions wanted;
  private final CacheOptions cache;
  private final boolean offline;
  private final boolean hashed;

  private EnsureOptions(PullOptions wanted, CacheOptions cache, boolean offline, boolean hashed) {
    this.wanted = wanted;
    this.cache = cache;
    this.offline = offline;
    this.hashed = hashed;
  }

  /** The whole bundle, by way of the user's cache. */
  public static EnsureOptions of(RegistryOptions registry) {
    return new EnsureOptions(PullOptions.of(registry), CacheOptions.defaults(), false, false);
  }

  /** As {@link PullOptions#withPaths}. */
  public EnsureOptions withPaths(Collection<Glob> patterns) {
    return new EnsureOptions(wanted.withPaths(patterns), cache, offline, hashed);
  }

  /** As {@link PullOptions#withModels}. */
  public EnsureOptions withModels(Collection<String> ids) {
    return new EnsureOptions(wanted.withModels(ids), cache, offline, hashed);
  }

  public EnsureOptions withCache(CacheOptions place) {
    return new EnsureOptions(wanted, place, offline, hashed);
  }

  /** The registry is not asked. A tag means what it named when it was last asked for. */
  public EnsureOptions withOffline() {
    return new EnsureOptions(wanted, cache, true, hashed);
  }

  /**
   * Everything in the cache that is used is hashed, even if its size and time are as they were left
   * and nothing is copied. What is copied is always hashed.
   */
  public EnsureOptions withHashing() {
    return new EnsureOptions(wanted, cache, offline, true);
  }

  /** Which files are wanted, and how the registry is talked to. */
  public PullOptions wanted() {
    return wanted;
  }

  public CacheOptions cache() {
    return cache;
  }

  public boolean offline() {
    return offline;
  }

  public boolean hashed() {
    return hashed;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(wanted, cache, offline, hashed);
  }
}
