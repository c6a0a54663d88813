package io.modelops.bundle.value;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The proxies that {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name. */
final class ProxyVariables extends ProxySelector {
  private final Map<String, URI> proxies;
  private final ProxyExceptions exceptions;

  private ProxyVariables(Map<String, URI> proxies, ProxyExceptions exceptions) {
    this.proxies = proxies;
    this.exceptions = exceptions;
  }

  static ProxyVariables of(Map<String, String> variables) {
    Map<String, URI> proxies = new HashMap<>();
    for (String scheme : List.of("http", "https")) {
      String name = scheme + "_proxy";
      URI proxy = proxy(name, variables.getOrDefault(name, ""));
      // in a CGI script, HTTP_PROXY is the Proxy header of the request
      boolean capitals = scheme.equals("https") || !variables.containsKey("REQUEST_METHOD");
      if (proxy == null && capitals) {
        String upper = name.toUpperCase(Locale.ROOT);
        proxy = proxy(upper, variables.getOrDefault(upper, ""));
      }
      if (proxy != null) {
        proxies.put(scheme, proxy);
      }
    }
    String none = variables.getOrDefault("no_proxy", variables.getOrDefault("NO_PROXY", ""));
    return new ProxyVariables(proxies, ProxyExceptions.parse(none));
  }

  private static @Nullable URI proxy(String variable, String value) {
    if (value.isBlank()) {
      return null;
    }
    try {
      URI proxy = new URI(value.contains("://") ? value.strip() : "http://" + value.strip());
      if ("http".equalsIgnoreCase(proxy.getScheme()) && proxy.getHost() != null) {
        return proxy;
      }
    } catch (URISyntaxException e) {
      // the message would repeat the password
    }
    throw new ConfigurationException(
        ErrorCode.PROXY_VARIABLE,
        variable,
        0,
        0,
        "not the address of an HTTP proxy",
        "write http://HOST:PORT, with USER:PASSWORD@ before the host if the proxy wants a login");
  }

  /** The logins that stand in the addresses, by {@code host:port}. */
  Map<String, Credential> credentials() {
    Map<String, Credential> credentials = new HashMap<>();
    proxies.forEach(
        (scheme, proxy) -> {
          String info = proxy.getRawUserInfo();
          if (info != null) {
            String[] pair = info.split(":", 2);
            credentials.put(
                proxy.getHost() + ":" + port(proxy),
                new Credential(
                    decoded(pair[0]),
                    pair.length < 2 ? "" : decoded(pair[1]),
                    scheme.toUpperCase(Locale.ROOT) + "_PROXY"));
          }
        });
    return credentials;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static int port(URI proxy) {
    return proxy.getPort() < 0 ? 80 : proxy.getPort();
  }

  @Override
  public List<Proxy> select(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    URI proxy = proxies.get(scheme);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    if (proxy == null || exceptions.contain(uri.getHost(), port)) {
      return List.of(Proxy.NO_PROXY);
    }
    InetSocketAddress at = InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy));
    return List.of(new Proxy(Proxy.Type.HTTP, at));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // there is no other one to choose from now on
  }
}
