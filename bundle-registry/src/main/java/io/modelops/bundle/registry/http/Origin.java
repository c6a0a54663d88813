package io.modelops.bundle.registry.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Scheme, host and port: what a secret is meant for. */
record Origin(String scheme, String host, int port) {
  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern ADDRESS =
      Pattern.compile("\\[.*]|((.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_PORT = 65_535;

  /**
   * The origin of an absolute address.
   *
   * @throws IllegalArgumentException if it is not http or https, names no host, or holds a user
   *     name
   */
  static Origin of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("neither http nor https");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("no plain host name");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  /**
   * Where a registry is reached: without TLS if it is on this machine or the caller says so.
   *
   * @param registry host of a reference, with the port if one is named
   */
  static Origin ofRegistry(String registry, Set<String> plainHttp) {
    int colon = registry.lastIndexOf(':');
    boolean named = colon > registry.lastIndexOf(']');
    String host = named ? registry.substring(0, colon) : registry;
    boolean plain = isLoopback(host) || plainHttp.contains(host) || plainHttp.contains(registry);
    int port = named ? Integer.parseInt(registry.substring(colon + 1)) : plain ? 80 : 443;
    if (port > MAX_PORT) {
      throw new IllegalArgumentException("no such port: " + port);
    }
    String server = host.equals("docker.io") ? "registry-1.docker.io" : host;
    return new Origin(plain ? "http" : "https", server.toLowerCase(Locale.ROOT), port);
  }

  boolean plain() {
    return scheme.equals("http");
  }

  /** Whether the host is a number, in any of the spellings that resolvers take. */
  boolean isAddress() {
    return ADDRESS.matcher(host).matches();
  }

  boolean isLocalName() {
    String plain = host.replaceFirst("\\.$", "");
    return plain.equals("localhost") || plain.endsWith(".localhost");
  }

  /** Whether the host is a number in the one spelling that all resolvers read alike. */
  boolean isPlainAddress() {
    Optional<InetAddress> address = address(host);
    boolean mapped =
        host.startsWith("[") && address.filter(Inet4Address.class::isInstance).isPresent();
    return address.isPresent() && !mapped;
  }

  /** Whether the host is in the network of this link only, or holds an address that is. */
  boolean isLinkLocal() {
    return address(host).filter(a -> a.isLinkLocalAddress() || isEmbedded(a)).isPresent();
  }

  /** Whether the last four bytes are such an address, as where networks are translated. */
  private static boolean isEmbedded(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] last = Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length);
    try {
      return InetAddress.getByAddress(last).isLinkLocalAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are an address
    }
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** The address that the host is; empty if it is a name. */
  private static Optional<InetAddress> address(String host) {
    if (!PLAIN_ADDRESS.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host)); // no name, so nobody is asked
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  URI resolve(String path) {
    return URI.create(this + path);
  }

  @Override
  public String toString() {
    boolean usual = port == (plain() ? 80 : 443);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }
}
