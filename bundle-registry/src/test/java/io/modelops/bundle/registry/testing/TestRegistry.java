package io.modelops.bundle.registry.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An OCI registry in this process, on a free port of a loopback address. It keeps everything in
 * memory, answers as the specification says, and misbehaves on request.
 */
public final class TestRegistry implements AutoCloseable {
  private static final long WHOLE = Long.MAX_VALUE;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Store store = new Store();
  private final Routes routes = new Routes(store);
  private final Access access = new Access();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  private TestRegistry(HttpServer server) {
    this.server = server;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "test-registry");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static TestRegistry start() throws IOException {
    return start("127.0.0.1");
  }

  /** On another loopback address, such as {@code 127.0.0.2}, to be another host. */
  public static TestRegistry start(String address) throws IOException {
    return new TestRegistry(
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0));
  }

  /** Address and port, as in a reference. */
  public String host() {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  public String url() {
    return "http://" + host();
  }

  /**
   * Begins a fault. Of several that meet a request, the first one acts.
   *
   * @param method {@code *} for any
   * @param pathPart what the path contains
   */
  public Fault on(String method, String pathPart) {
    Fault fault = new Fault(method, pathPart);
    faults.add(fault);
    return fault;
  }

  /** From now on asks for this login: by Basic, or at the token server if there is one. */
  public TestRegistry requirePassword(String username, String secret) {
    access.password(username, secret);
    return this;
  }

  /** From now on wants tokens, which it gives out itself at {@code /token}. */
  public TestRegistry requireToken() {
    return requireToken(url() + "/token", Integer.MAX_VALUE);
  }

  /**
   * From now on wants tokens.
   *
   * @param realm where the client is told to get them
   * @param uses how many requests a token is good for
   */
  public TestRegistry requireToken(String realm, int uses) {
    access.tokens(realm, uses);
    return this;
  }

  public TestRegistry with(Feature feature) {
    routes.add(feature);
    return this;
  }

  /** No token given out so far is good any more. */
  public void expireTokens() {
    access.expire();
  }

  public int tokensIssued() {
    return access.issued();
  }

  /** Every request so far, in the order in which they ended. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many requests there were with this method and path part. */
  public long count(String method, String pathPart) {
    return requests.stream()
        .filter(r -> r.method().equals(method) && r.target().contains(pathPart))
        .count();
  }

  /** The digests of a repository's blobs. */
  public Set<String> blobs(String repository) {
    return store.blobs(repository);
  }

  public Optional<byte[]> blob(String repository, String digest) {
    return store.blob(repository, digest).map(byte[]::clone);
  }

  public void putBlob(String repository, byte[] content) {
    store.putBlob(repository, content.clone());
  }

  /** As a garbage collection would. */
  public void removeBlob(String repository, String digest) {
    store.removeBlob(repository, digest);
  }

  /**
   * The bytes of a manifest.
   *
   * @param name a tag or a digest
   */
  public Optional<byte[]> manifest(String repository, String name) {
    return store.manifest(repository, name).map(found -> found.bytes().clone());
  }

  /** The media type that a manifest was put with. */
  public Optional<String> manifestType(String repository, String name) {
    return store.manifest(repository, name).map(Store.Document::type);
  }

  public List<String> tags(String repository) {
    return store.tags(repository);
  }

  /** Upload sessions that are neither finished nor called off. */
  public Set<String> openUploads() {
    return store.sessions();
  }

  /** Lets go of everything that is held, and stops. */
  @Override
  public void close() {
    faults.forEach(Fault::release);
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      Fault fault = fault(exchange.getRequestMethod(), path);
      if (fault != null && fault.kind() == Fault.Kind.HOLD) {
        fault.awaitRelease();
      }
      byte[] body = read(exchange.getRequestBody(), fault == null ? WHOLE : fault.bytes());
      record(exchange, body.length);
      if (body.length < announced(exchange)) {
        routes.keep(call(exchange, path, body));
        return;
      }
      Reply reply = act(exchange, path, body, fault);
      if (reply != null) {
        send(exchange, reply);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Fault fault(String method, String path) {
    for (Fault fault : faults) {
      if (fault.meets(method, path)) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable Reply act(
      HttpExchange exchange, String path, byte[] body, @Nullable Fault fault) {
    Fault.Kind kind = fault == null ? Fault.Kind.CHANGE : fault.kind();
    return switch (kind) {
      case DROP_BEFORE -> null;
      case DROP_WITHIN ->
          fault != null && body.length < fault.bytes() ? reply(exchange, path, body) : null;
      case ANSWER -> fault == null ? null : fault.apply(Reply.of(200));
      case DROP_AFTER -> {
        Reply unused = reply(exchange, path, body);
        yield null;
      }
      case CHANGE, HOLD -> {
        Reply reply = reply(exchange, path, body);
        yield fault == null ? reply : fault.apply(reply);
      }
    };
  }

  private Reply reply(HttpExchange exchange, String path, byte[] body) {
    String authorization = first(exchange, "Authorization");
    if (path.equals("/token")) {
      return access.token(authorization);
    }
    Reply refusal = access.refusal(authorization);
    if (refusal != null) {
      return refusal;
    }
    return routes.reply(call(exchange, path, body));
  }

  private static Routes.Call call(HttpExchange exchange, String path, byte[] body) {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    return new Routes.Call(
        exchange.getRequestMethod(), path, query, name -> first(exchange, name), body);
  }

  private static long announced(HttpExchange exchange) {
    String length = first(exchange, "Content-Length");
    return length.isEmpty() ? 0 : Long.parseLong(length);
  }

  private static String first(HttpExchange exchange, String header) {
    String value = exchange.getRequestHeaders().getFirst(header);
    return value == null ? "" : value;
  }

  /** What comes before the end, which may be that of the connection. */
  private static byte[] read(InputStream in, long most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      while (out.size() < most) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, most - out.size()));
        if (n < 0) {
          break;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // the connection broke
    }
    return out.toByteArray();
  }

  private void record(HttpExchange exchange, long bodySize) {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    requests.add(
        new RecordedRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            bodySize,
            exchange.getRemoteAddress().getPort()));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply
        .headers()
        .forEach((name, values) -> exchange.getResponseHeaders().put(name, List.copyOf(values)));
    byte[] body = reply.body();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head && !reply.headers().containsKey("Content-Length")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
    }
    boolean none = head || body.length == 0;
    exchange.sendResponseHeaders(reply.status(), none ? -1 : body.length);
    if (!none) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
