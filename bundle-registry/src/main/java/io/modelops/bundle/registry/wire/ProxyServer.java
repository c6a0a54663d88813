package io.modelops.bundle.registry.wire;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the way.
 *
 * @param credential for the proxy itself
 */
record ProxyServer(String host, int port, Optional<Credential> credential) {
  /** The proxy that a network sends such requests to; null if they go straight. */
  static @Nullable ProxyServer of(URI uri, Network network) throws IOException {
    List<Proxy> proxies = network.proxies().select(uri);
    Proxy first = proxies == null || proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    if (first.type() == Proxy.Type.DIRECT) {
      return null;
    }
    if (first.type() != Proxy.Type.HTTP || !(first.address() instanceof InetSocketAddress at)) {
      throw new ProxyException("the proxy " + first + " is not one for HTTP", false);
    }
    return new ProxyServer(
        at.getHostString(),
        at.getPort(),
        network.proxyCredential(at.getHostString(), at.getPort()));
  }

  /** The value of {@code Proxy-Authorization}. */
  Optional<String> authorization() {
    return credential.map(ProxyServer::basic);
  }

  private static String basic(Credential credential) {
    String pair = credential.username() + ":" + credential.secret();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The proxy did not do what it was asked. */
  ProxyException refused(int status) {
    String why =
        status != 407
            ? "answered " + status
            : credential.isPresent()
                ? "refused the user name and password that it was given"
                : "wants a user name and a password";
    return new ProxyException("the proxy " + this + " " + why, status >= 500);
  }

  /** Without the credential. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
