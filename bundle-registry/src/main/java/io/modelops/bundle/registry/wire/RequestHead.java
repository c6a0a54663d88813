package io.modelops.bundle.registry.wire;

import io.modelops.bundle.value.Network;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The first part of a request, as bytes. */
final class RequestHead {
  private final StringBuilder text = new StringBuilder();

  private RequestHead(String method, String target, String host, Network network) {
    text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    add("Host", host);
    add("User-Agent", network.userAgent());
  }

  static byte[] of(Request request, Route route, Network network) {
    ProxyServer reader = route.reader();
    String path = path(request.uri());
    String target = reader == null ? path : "http://" + route.hostHeader() + path;
    RequestHead head = new RequestHead(request.method(), target, route.hostHeader(), network);
    if (reader != null) {
      head.authorize(reader);
    }
    request.headers().forEach(head::add);
    Body body = request.body();
    if (body != null || expectsBody(request.method())) {
      head.add("Content-Length", Long.toString(body == null ? 0 : body.size()));
    }
    return head.bytes();
  }

  /** Asks a proxy for a tunnel. */
  static byte[] connect(Route route, ProxyServer proxy, Network network) {
    RequestHead head = new RequestHead("CONNECT", route.authority(), route.authority(), network);
    head.authorize(proxy);
    return head.bytes();
  }

  private static boolean expectsBody(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private void authorize(ProxyServer proxy) {
    proxy.authorization().ifPresent(value -> add("Proxy-Authorization", value));
  }

  private void add(String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("not the value of a header: " + name);
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }

  private byte[] bytes() {
    return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
