package io.modelops.bundle.value;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How servers are reached, and the owner of the connections to them. Calls that are given the same
 * network share its connections until it is closed; a call that is given none closes its own.
 *
 * <p>Routes say which mirrors are asked before a registry. What a mirror gives is verified as all
 * else is, and where it fails, the registry is asked. Safe for use by several threads.
 */
public final class Network implements AutoCloseable {
  private static final int RETRIES = 5;
  private static final String USER_AGENT = "modelops-bundle-jvm";

  private final ProxySelector proxies;
  private final Map<String, Credential> proxyCredentials;
  private final Supplier<SSLContext> sslContext;
  private final int retries;
  private final String userAgent;
  private final List<RegistryRoute> routes;
  private final @Nullable Environment routeFiles;
  private final Map<Class<?>, Closeable> resources = new LinkedHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Network(
      ProxySelector proxies,
      Map<String, Credential> proxyCredentials,
      Supplier<SSLContext> sslContext,
      int retries,
      String userAgent,
      List<RegistryRoute> routes,
      @Nullable Environment routeFiles) {
    this.proxies = proxies;
    this.proxyCredentials = Map.copyOf(proxyCredentials);
    this.sslContext = sslContext;
    this.retries = retries;
    this.userAgent = userAgent;
    this.routes = List.copyOf(routes);
    this.routeFiles = routeFiles;
  }

  /** Straight to every server, trusting whom the JDK trusts. Nothing of the environment counts. */
  public static Network direct() {
    return new Network(
        ProxySelector.of(null), Map.of(), Network::ofTheJdk, RETRIES, USER_AGENT, List.of(), null);
  }

  /**
   * As the environment wishes: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in
   * capitals or not, mean what they do to programs written in Go, so this machine is reached
   * without a proxy. {@code SSL_CERT_FILE} names the authorities to trust instead of the JDK's.
   * With {@link #withRouteFiles}.
   *
   * @throws io.modelops.bundle.error.ConfigurationException if a variable cannot be understood
   */
  public static Network system(Environment environment) {
    ProxyVariables variables = ProxyVariables.of(environment.variables());
    Network network = direct().withRouteFiles(environment).withProxies(variables);
    for (Map.Entry<String, Credential> entry : variables.credentials().entrySet()) {
      network = network.withProxyCredential(entry.getKey(), entry.getValue());
    }
    String file = environment.variables().getOrDefault("SSL_CERT_FILE", "");
    return file.isEmpty()
        ? network
        : network.withSslContext(() -> CertificateFile.trusting(Path.of(file)));
  }

  private static SSLContext ofTheJdk() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no TLS", e);
    }
  }

  public Network withProxies(ProxySelector selector) {
    return new Network(
        selector, proxyCredentials, sslContext, retries, userAgent, routes, routeFiles);
  }

  /**
   * Adds a login.
   *
   * @param proxy {@code host:port}
   */
  public Network withProxyCredential(String proxy, Credential credential) {
    Map<String, Credential> more = new HashMap<>(proxyCredentials);
    more.put(proxy, credential);
    return new Network(proxies, more, sslContext, retries, userAgent, routes, routeFiles);
  }

  /** With whom to trust, and which certificate to show to servers that ask for one. */
  public Network withSslContext(SSLContext context) {
    Objects.requireNonNull(context);
    return withSslContext(() -> context);
  }

  private Network withSslContext(Supplier<SSLContext> context) {
    return new Network(proxies, proxyCredentials, context, retries, userAgent, routes, routeFiles);
  }

  /**
   * Changes the patience with failures that may pass.
   *
   * @param most how often a request is sent again
   */
  public Network withRetries(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("retries: " + most);
    }
    return new Network(proxies, proxyCredentials, sslContext, most, userAgent, routes, routeFiles);
  }

  /**
   * Names the program.
   *
   * @param name visible ASCII characters and blanks
   */
  public Network withUserAgent(String name) {
    if (name.isBlank() || name.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("user agent");
    }
    return new Network(proxies, proxyCredentials, sslContext, retries, name, routes, routeFiles);
  }

  /**
   * Adds routes. Of several for a repository, the one with the longest prefix counts; they come
   * before those of files.
   */
  public Network withRoutes(RegistryRoute... more) {
    List<RegistryRoute> all = new ArrayList<>(routes);
    all.addAll(List.of(more));
    return new Network(proxies, proxyCredentials, sslContext, retries, userAgent, all, routeFiles);
  }

  /**
   * Uses the routes that are configured for containerd ({@code certs.d/HOST/hosts.toml}) and podman
   * ({@code registries.conf}), of the user or of the machine. The files are read when the first
   * registry is opened.
   *
   * @param places says where they are; one without a home directory has none but those that its
   *     variables name
   */
  public Network withRouteFiles(Environment places) {
    return new Network(proxies, proxyCredentials, sslContext, retries, userAgent, routes, places);
  }

  /** Those that were given, not those of files. */
  public List<RegistryRoute> routes() {
    return routes;
  }

  /** Where files with routes are looked for; empty: nowhere. */
  public Optional<Environment> routeFiles() {
    return Optional.ofNullable(routeFiles);
  }

  public ProxySelector proxies() {
    return proxies;
  }

  /** The login for a proxy. */
  public Optional<Credential> proxyCredential(String host, int port) {
    return Optional.ofNullable(proxyCredentials.get(host + ":" + port));
  }

  public SSLContext sslContext() {
    return sslContext.get();
  }

  public int retries() {
    return retries;
  }

  public String userAgent() {
    return userAgent;
  }

  /**
   * For transports: what one of them keeps open between calls. It is made when it is first asked
   * for, and closed with this network. Copies made by {@code with…} have their own.
   *
   * @throws IllegalStateException if the network is closed
   */
  public synchronized <T extends Closeable> T resource(Class<T> kind, Supplier<T> opened) {
    if (closed.get()) {
      throw new IllegalStateException("the network is closed");
    }
    return kind.cast(resources.computeIfAbsent(kind, ignored -> opened.get()));
  }

  /** Closes every connection; calls that still use them fail. */
  @Override
  public synchronized void close() {
    closed.set(true);
    try {
      for (Closeable resource : resources.values()) {
        resource.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    resources.clear();
  }
}
