package io.modelops.bundle.registry.wire;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param uri absolute, {@code http} or {@code https}
 * @param headers without those that are about the connection, the length or the user agent
 */
public record Request(String method, URI uri, Map<String, String> headers, @Nullable Body body) {
  public Request {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  public static Request of(String method, URI uri) {
    return new Request(method, uri, Map.of(), null);
  }

  public Request with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Request(method, uri, more, body);
  }

  public Request with(@Nullable Body content) {
    return new Request(method, uri, headers, content);
  }

  /** Whether sending it twice is the same as sending it once, whatever became of the first. */
  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Without headers, which may hold a secret. */
  @Override
  public String toString() {
    return method + " " + uri;
  }
}
