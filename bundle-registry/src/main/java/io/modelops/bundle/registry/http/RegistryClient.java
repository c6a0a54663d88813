package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.wire.Request;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests to one repository, each with the authorization it needs, none anywhere else. */
final class RegistryClient implements AutoCloseable {
  private final Wire wire;
  private final Endpoint endpoint;
  private final Origin registry;
  private final Pace pace;
  private final Authorizer authorizer;
  private final Redirects redirects;
  private final Function<Supplier<String>, Authorizer> authorizers;
  private final Map<String, Authorizer> mounting = new ConcurrentHashMap<>();
  private volatile String actions = ":pull";

  RegistryClient(
      Endpoint endpoint,
      RegistryTransport.Settings settings,
      Failures failures,
      Limits limits,
      Pace pace) {
    this.endpoint = endpoint;
    this.registry = endpoint.origin();
    this.pace = pace;
    this.wire =
        new Wire(
            settings.options().network().orElse(null),
            settings.operation(),
            limits,
            failures.secrets());
    Login login = new Login(wire, endpoint.reference(), settings, failures);
    this.authorizers =
        scope ->
            new Authorizer(
                wire.waiting(), login, new Tokens(wire, registry, scope, failures), failures);
    this.authorizer = authorizers.apply(this::scope);
    this.redirects = new Redirects(registry, failures);
  }

  private String scope() {
    return "repository:" + endpoint.reference().repository() + actions;
  }

  /** From now on, the right to write is asked for: who only reads may not have it. */
  RegistryClient toWrite() {
    return with(":pull,push");
  }

  /** From now on, the right to delete is asked for, too. */
  RegistryClient toDelete() {
    return with(":pull,push,delete");
  }

  private RegistryClient with(String wanted) {
    if (!actions.startsWith(wanted)) { // each kind of right holds the one before
      actions = wanted;
      authorizer.forgetToken();
    }
    return this;
  }

  URI blob(Digest digest) {
    return endpoint.blob(digest);
  }

  URI uploads() {
    return endpoint.uploads();
  }

  /**
   * @param tag or digest
   */
  URI manifest(String tag) {
    return endpoint.manifest(tag);
  }

  /**
   * @param query from the question mark on
   */
  URI tags(String query) {
    return endpoint.tags(query);
  }

  /**
   * @param query from the question mark on
   */
  URI referrers(Digest subject, String query) {
    return endpoint.referrers(subject, query);
  }

  /**
   * Asks for a blob of another repository, with the right to read there. What is refused to this
   * request is not refused to others.
   */
  Answer mount(Digest blob, String from, Deadline deadline) throws IOException {
    Authorizer both =
        mounting.computeIfAbsent(
            from, other -> authorizers.apply(() -> scope() + " repository:" + other + ":pull"));
    String encoded = URLEncoder.encode(from, StandardCharsets.UTF_8);
    URI uri = URI.create(uploads() + "?mount=" + blob + "&from=" + encoded);
    return send(
        both,
        header -> once("POST", uri, Map.of(), null, header, deadline, Limits.MAX_ERROR),
        deadline);
  }

  Answer send(String method, URI uri, Deadline deadline) throws IOException {
    return send(method, uri, Map.of(), null, deadline, Limits.MAX_ERROR);
  }

  /**
   * Sends a request; a 401 is answered once.
   *
   * @param limit for the body of the answer
   */
  Answer send(
      String method,
      URI uri,
      Map<String, String> headers,
      @Nullable BlobBody body,
      Deadline deadline,
      int limit)
      throws IOException {
    if (!Origin.of(uri).equals(registry)) {
      throw new IllegalArgumentException("not at " + registry + ": " + uri);
    }
    Map<String, String> all = new HashMap<>(endpoint.headers());
    all.putAll(headers);
    Authorizer.Request request = header -> once(method, uri, all, body, header, deadline, limit);
    return send(authorizer, request, deadline);
  }

  private static Answer send(Authorizer authorizer, Authorizer.Request request, Deadline deadline)
      throws IOException {
    String used = authorizer.header();
    Answer answer = request.send(used);
    return answer.status() == 401 ? authorizer.retry(used, answer, deadline, request) : answer;
  }

  /**
   * Asks for something, wherever the registry has put it: elsewhere without authorization.
   *
   * @param method GET or HEAD
   * @param limit for the body of the answer; with {@link Wire#STREAMED}, the content of a good
   *     answer (200 or 206) is left to be read and closed by the caller
   */
  Answer get(
      String method,
      URI uri,
      Map<String, String> headers,
      Deadline deadline,
      int limit,
      String doing)
      throws IOException {
    URI at = uri;
    boolean home = true;
    for (int hop = 0; hop <= Redirects.MAX_REDIRECTS; hop++) {
      Answer answer =
          home
              ? send(method, at, headers, null, deadline, limit)
              : once(method, at, headers, null, null, deadline, limit);
      if (!Redirects.isOne(answer)) {
        return answer;
      }
      at = redirects.next(at, answer, doing);
      home &= Origin.of(at).equals(registry);
    }
    throw redirects.tooMany(doing);
  }

  /** Deletes something of no use any more, and does not care whether that worked. */
  void abandon(URI uri, Duration limit) {
    wire.tell(authorized(Request.of("DELETE", uri), authorizer.header()), limit);
  }

  private static Request authorized(Request request, @Nullable String authorization) {
    return authorization == null ? request : request.with("Authorization", authorization);
  }

  private Answer once(
      String method,
      URI uri,
      Map<String, String> headers,
      @Nullable BlobBody body,
      @Nullable String authorization,
      Deadline deadline,
      int limit)
      throws IOException {
    Request request = new Request(method, uri, headers, body);
    pace.await(wire.waiting());
    long sentAt = System.nanoTime();
    Answer answer = wire.send(authorized(request, authorization), deadline, limit);
    pace.answered(answer.status(), sentAt);
    return answer;
  }

  @Override
  public void close() {
    wire.close();
  }
}
