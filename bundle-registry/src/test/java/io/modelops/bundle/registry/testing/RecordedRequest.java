package io.modelops.bundle.registry.testing;

import java.util.List;
import java.util.Map;

/**
 * A request that a {@link TestRegistry} got.
 *
 * @param target path and query, as sent
 * @param headers by lower-case names
 * @param bodySize bytes that came, which may be fewer than announced
 * @param clientPort the client's end of the connection: the same as long as it uses that again
 */
public record RecordedRequest(
    String method,
    String target,
    Map<String, List<String>> headers,
    long bodySize,
    int clientPort) {
  public RecordedRequest {
    headers = Map.copyOf(headers);
  }

  /** The first value, or an empty text. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /** Method and path. */
  public String line() {
    return method + " " + target.replaceFirst("\\?.*", "");
  }
}
