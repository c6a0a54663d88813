package io.modelops.bundle.registry.wire;

import io.modelops.bundle.value.Network;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection leads. Requests of one route may share a connection.
 *
 * @param host as in a URI: IPv6 addresses stand in brackets
 */
record Route(boolean secure, String host, int port, @Nullable ProxyServer proxy) {
  static Route of(URI uri, Network network) throws IOException {
    boolean secure = uri.getScheme().equalsIgnoreCase("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return new Route(secure, host, port, ProxyServer.of(uri, network));
  }

  /** The proxy if it sees the requests themselves, rather than a tunnel. */
  @Nullable ProxyServer reader() {
    return secure ? null : proxy;
  }

  /** Host and port, always with the port. */
  String authority() {
    return host + ":" + port;
  }

  /** For the Host header: the usual port is left out. */
  String hostHeader() {
    return port == (secure ? 443 : 80) ? host : authority();
  }

  /** The host without brackets, as certificates name it. */
  String serverName() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
