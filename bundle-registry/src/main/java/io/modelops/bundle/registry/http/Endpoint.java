package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Mirror;
import io.modelops.bundle.value.Reference;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a repository is reached: the registry itself, or a server that stands for it.
 *
 * @param reference names host and repository there, which is what credentials are looked up by
 * @param base path of the repository in the API
 * @param query what is added to requests for content, such as {@code ns=docker.io}; may be empty
 * @param headers for every request
 */
record Endpoint(
    Reference.Registry reference,
    Origin origin,
    String base,
    String query,
    Map<String, String> headers) {

  /** The registry that a reference names. */
  static Endpoint of(Reference.Registry reference, Settings settings) {
    return new Endpoint(
        reference,
        Origin.ofRegistry(reference.host(), settings.options().plainHttp()),
        "/v2/" + reference.repository(),
        "",
        Map.of());
  }

  /**
   * Another server.
   *
   * @param repository its name there
   * @throws IllegalArgumentException if there can be no such repository
   */
  static Endpoint of(Mirror mirror, Reference.Registry reference, String repository) {
    Origin origin = Origin.of(mirror.api());
    boolean usual = origin.port() == (origin.plain() ? 80 : 443) && origin.host().contains(".");
    Reference.Registry there =
        new Reference.Registry(
            origin.host() + (usual ? "" : ":" + origin.port()),
            repository,
            reference.tag(),
            reference.digest());
    return new Endpoint(
        there, origin, mirror.api().getRawPath() + "/" + repository, "", mirror.headers());
  }

  /** One that is told for which host it stands, as containerd does. */
  Endpoint standingFor(String host) {
    String namespace = "ns=" + URLEncoder.encode(host, StandardCharsets.UTF_8);
    return new Endpoint(reference, origin, base, namespace, headers);
  }

  /** One that is called, and logged in to, by another name than its own. */
  Endpoint known(Reference.Registry name) {
    return new Endpoint(name, origin, base, query, headers);
  }

  private URI at(String path) {
    return origin.resolve(base + path);
  }

  private String content(String path) {
    return query.isEmpty() ? path : path + "?" + query;
  }

  URI blob(Digest digest) {
    return at(content("/blobs/" + digest));
  }

  URI uploads() {
    return at("/blobs/uploads/");
  }

  /**
   * @param name tag or digest
   */
  URI manifest(String name) {
    return at(content("/manifests/" + name));
  }

  /**
   * @param parameters from the question mark on
   */
  URI tags(String parameters) {
    return at("/tags/list" + parameters);
  }

  /**
   * @param parameters from the question mark on
   */
  URI referrers(Digest subject, String parameters) {
    return at("/referrers/" + subject + parameters);
  }
}
