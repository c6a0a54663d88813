package io.modelops.bundle.registry.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer of a {@link TestRegistry}; each {@code with…} returns a changed copy. */
public final class Reply {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  private Reply(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public static Reply of(int status) {
    return new Reply(status, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), new byte[0]);
  }

  /** An error as the distribution specification has it. */
  public static Reply error(int status, String code, String message) {
    return of(status)
        .withHeader("Content-Type", "application/json")
        .withBody("{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}");
  }

  /** What a hotel's network answers to everything. */
  public static Reply captivePortal() {
    return of(200)
        .withHeader("Content-Type", "text/html")
        .withBody("<html><body>Welcome! Please accept our terms.</body></html>");
  }

  public int status() {
    return status;
  }

  public Map<String, List<String>> headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  /** With exactly these values of the header; none: without it. */
  public Reply withHeader(String name, String... values) {
    Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, List.of(values));
    return new Reply(status, changed, body);
  }

  public Reply withStatus(int other) {
    return new Reply(other, headers, body);
  }

  public Reply withBody(byte[] other) {
    return new Reply(status, headers, other.clone());
  }

  public Reply withBody(String other) {
    return withBody(other.getBytes(StandardCharsets.UTF_8));
  }

  /** The values of a header. */
  public List<String> header(String name) {
    return new ArrayList<>(headers.getOrDefault(name, List.of()));
  }
}
