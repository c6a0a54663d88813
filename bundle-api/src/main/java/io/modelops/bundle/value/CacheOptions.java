package io.modelops.bundle.value;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where content of bundles is kept for the next one who wants it. */
public final class CacheOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final CacheOptions DEFAULTS = new CacheOptions(null, List.of());

  private final @Nullable String directory;
  private final List<String> lower;

  private CacheOptions(@Nullable String directory, List<String> lower) {
    this.directory = directory;
    this.lower = List.copyOf(lower);
  }

  /**
   * The directory {@code modelops-bundle/content} in the user's cache directory, as {@link
   * Environment} tells: {@code XDG_CACHE_HOME}, else {@code .cache} in the home directory.
   */
  public static CacheOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Another directory, which is made if it is not there. Where its group may write to it, the
   * members of the group share it; so it best has the setgid bit.
   *
   * @param place a relative one counts from the working directory of the process, now
   */
  public CacheOptions withDirectory(Path place) {
    return new CacheOptions(absolute(place), lower);
  }

  /** Other caches that content is taken from, in this order. They are never written. */
  public CacheOptions withLower(Collection<Path> caches) {
    return new CacheOptions(directory, caches.stream().map(CacheOptions::absolute).toList());
  }

  private static String absolute(Path place) {
    return place.toAbsolutePath().normalize().toString();
  }

  /** The one that is written; empty: the user's. */
  public Optional<String> directory() {
    return Optional.ofNullable(directory);
  }

  public List<String> lower() {
    return lower;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(directory, lower);
  }
}
