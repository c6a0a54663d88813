package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to one repository, each with the authorization it needs, none anywhere else. */
final class RegistryClient implements AutoCloseable {
  private final Wire wire;
  private final Origin registry;
  private final Authorizer authorizer;
  private final Redirects redirects;
  private final String name;
  private volatile boolean writing;

  RegistryClient(
      Reference.Registry reference,
      RegistryTransport.Settings settings,
      Origin registry,
      Failures failures,
      Limits limits) {
    this.registry = registry;
    this.name = reference.repository();
    this.wire = new Wire(settings.operation(), limits);
    this.authorizer =
        new Authorizer(
            wire.waiting(),
            new Login(wire, reference, settings, failures),
            new Tokens(wire, registry, this::scope, failures),
            failures);
    this.redirects = new Redirects(registry, failures);
  }

  private String scope() {
    return "repository:" + name + (writing ? ":pull,push" : ":pull");
  }

  /** From now on, the right to write is asked for: who only reads may not have it. */
  RegistryClient toWrite() {
    if (!writing) {
      writing = true;
      authorizer.forgetToken();
    }
    return this;
  }

  URI blob(Digest digest) {
    return registry.resolve("/v2/" + name + "/blobs/" + digest);
  }

  URI uploads() {
    return registry.resolve("/v2/" + name + "/blobs/uploads/");
  }

  /**
   * @param tag or digest
   */
  URI manifest(String tag) {
    return registry.resolve("/v2/" + name + "/manifests/" + tag);
  }

  Answer send(String method, URI uri, Deadline deadline) throws IOException {
    return send(method, uri, Map.of(), null, deadline, Limits.ERROR);
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
    Authorizer.Request request =
        header -> once(method, uri, headers, body, header, deadline, limit);
    String used = authorizer.header();
    Answer answer = request.send(used);
    return answer.status() == 401 ? authorizer.retry(used, answer, deadline, request) : answer;
  }

  /**
   * Asks for something, wherever the registry has put it: elsewhere without authorization.
   *
   * @param method GET or HEAD
   * @param limit for the body of the answer
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
    for (int hop = 0; hop <= Redirects.MOST; hop++) {
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
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).DELETE();
    String authorization = authorizer.header();
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    wire.tell(request.build(), limit);
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, body == null ? BodyPublishers.noBody() : body.publisher())
            .setHeader("User-Agent", "modelops-bundle-jvm");
    headers.forEach(request::setHeader);
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    return wire.send(request.build(), body, deadline, limit);
  }

  @Override
  public void close() {
    wire.close();
  }
}
