package io.modelops.bundle.value;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server that is asked in place of a registry, and for what. */
public final class Mirror extends Value {
  private static final long serialVersionUID = 1L;

  private final URI api;
  private final @Nullable String repositories;
  private final Set<Capability> capabilities;
  private final SortedMap<String, String> headers;

  private Mirror(
      URI api,
      @Nullable String repositories,
      Set<Capability> capabilities,
      SortedMap<String, String> headers) {
    this.api = api;
    this.repositories = repositories;
    this.capabilities = capabilities;
    this.headers = headers;
  }

  /** What a mirror is trusted with. Content counts only if it is what its digest says. */
  public enum Capability {
    /** To give content by its digest. */
    PULL,
    /** To say what a tag names, which nothing can prove. */
    RESOLVE,
    /** To take pushes in place of the registry. */
    PUSH
  }

  /**
   * A mirror that may give content, and nothing else.
   *
   * @param url {@code https://HOST[:PORT][/PATH]}; with {@code http}, no TLS. The API is below it,
   *     at {@code /v2}.
   * @throws IllegalArgumentException if it is no such address
   */
  public static Mirror at(String url) {
    return ofApi(url.replaceFirst("/+$", "") + "/v2");
  }

  /**
   * The same for a server whose API is elsewhere.
   *
   * @param url of the API, with what stands in the place of {@code /v2}
   */
  public static Mirror ofApi(String url) {
    URI api = URI.create(url.replaceFirst("/+$", ""));
    String scheme = String.valueOf(api.getScheme()).toLowerCase(Locale.ROOT);
    boolean plain = api.getRawUserInfo() == null && api.getRawQuery() == null;
    if (!scheme.matches("https?") || api.getHost() == null || !plain) {
      throw new IllegalArgumentException("not https://HOST[:PORT][/PATH]");
    }
    Set<Capability> pull = Collections.unmodifiableSet(EnumSet.of(Capability.PULL));
    return new Mirror(api, null, pull, Collections.emptySortedMap());
  }

  public Mirror withCapabilities(Capability first, Capability... more) {
    Set<Capability> all = Collections.unmodifiableSet(EnumSet.of(first, more));
    return new Mirror(api, repositories, all, headers);
  }

  /**
   * With repositories that have other names than in the registry.
   *
   * @param prefix takes the place of the route's prefix; may be empty
   */
  public Mirror withRepositories(String prefix) {
    return new Mirror(api, prefix, capabilities, headers);
  }

  /** With headers for every request to it. They may hold secrets, and are never shown. */
  public Mirror withHeaders(Map<String, String> sent) {
    SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(sent);
    return new Mirror(api, repositories, capabilities, Collections.unmodifiableSortedMap(copy));
  }

  /** Of the API; paths of repositories follow. */
  public URI api() {
    return api;
  }

  /** What takes the place of the route's prefix; empty if repositories have the same names. */
  public Optional<String> repositories() {
    return Optional.ofNullable(repositories);
  }

  public Set<Capability> capabilities() {
    return capabilities;
  }

  public SortedMap<String, String> headers() {
    return headers;
  }

  @Override
  public String toString() {
    return "Mirror[" + api + ", " + repositories + ", " + capabilities + "]";
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(api, repositories, capabilities, headers);
  }
}
