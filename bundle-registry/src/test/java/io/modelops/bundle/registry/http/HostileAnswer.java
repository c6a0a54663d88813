package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What a registry does to get a secret out.
 *
 * @param code of the error that the user sees; empty if nothing fails
 */
record HostileAnswer(String name, String code, Arrangement arrangement) {
  static final String PASSWORD = "Canary+8f3a61/x";
  static final String TOKEN = "canary-token-51c7";
  static final String BASIC =
      Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  static final String ENCODED = "Canary%2B8f3a61%2Fx";

  /** Makes a registry hostile. */
  @FunctionalInterface
  interface Arrangement {
    void make(TestRegistry registry, TestRegistry other);
  }

  static List<HostileAnswer> all() {
    return List.of(
        new HostileAnswer("the password in a message", "forbidden", echo(403, PASSWORD)),
        new HostileAnswer("the header in a message", "forbidden", echo(403, "Basic " + BASIC)),
        new HostileAnswer("in capitals", "forbidden", echo(403, "CANARY+8F3A61/X")),
        new HostileAnswer("as in a form", "forbidden", echo(403, ENCODED)),
        new HostileAnswer(
            "across the end of the message", "forbidden", echo(403, "x".repeat(292) + PASSWORD)),
        new HostileAnswer("several times", "forbidden", echo(403, PASSWORD + BASIC + PASSWORD)),
        new HostileAnswer("in a refusal of the login", "forbidden", echo(401, PASSWORD)),
        new HostileAnswer("of a proxy that is none", "refused", echo(407, "Basic " + BASIC)),
        new HostileAnswer("of a size", "too-large", echo(413, PASSWORD)),
        new HostileAnswer("of a repository", "not-found", echo(404, PASSWORD)),
        new HostileAnswer(
            "of an upload that is lost",
            "upload-lost",
            (registry, other) ->
                registry
                    .on("PUT", "/uploads/")
                    .answer(Reply.error(404, "BLOB_UPLOAD_UNKNOWN", PASSWORD))),
        new HostileAnswer("of verbs", "unsupported", echo(405, PASSWORD)),
        new HostileAnswer("in what is tried again", "", once(503, PASSWORD)),
        new HostileAnswer("in what is asked too fast", "", once(429, BASIC)),
        new HostileAnswer(
            "in the code",
            "forbidden",
            (registry, other) ->
                registry.on("POST", "/uploads/").answer(Reply.error(403, PASSWORD, "no"))),
        new HostileAnswer(
            "in a page",
            "forbidden",
            (registry, other) ->
                registry.on("POST", "/uploads/").answer(Reply.of(403).withBody(PASSWORD))),
        new HostileAnswer("in an upload address", "foreign-upload-location", header("Location")),
        new HostileAnswer("in two upload addresses", "protocol", headers("Location")),
        new HostileAnswer("in a type", "protocol", onHead("Content-Type", PASSWORD)),
        new HostileAnswer(
            "in a digest", "digest-mismatch", onHead("Docker-Content-Digest", PASSWORD)),
        new HostileAnswer("in an encoding", "protocol", onRead("Content-Encoding", PASSWORD)),
        new HostileAnswer("in a type to read", "protocol", onRead("Content-Type", PASSWORD)),
        new HostileAnswer(
            "in a list that goes on elsewhere",
            "protocol",
            (registry, other) ->
                registry
                    .on("GET", "/tags/list")
                    .change(
                        r ->
                            r.withHeader(
                                "Link", "<" + other.url() + "/" + ENCODED + ">; rel=\"next\""))),
        new HostileAnswer("a redirect of what is sent", "redirect", redirect("POST", "/uploads/")),
        new HostileAnswer("a redirect of content", "redirect", redirect("PUT", "/uploads/")),
        new HostileAnswer("a redirect of a manifest", "redirect", redirect("PUT", "/manifests/")),
        new HostileAnswer("a redirect of a reader", "content-missing", redirect("GET", "/blobs/")),
        new HostileAnswer(
            "a redirect with a user name",
            "redirect",
            (registry, other) ->
                registry
                    .on("GET", "/blobs/")
                    .answer(
                        Reply.of(307)
                            .withHeader(
                                "Location", "http://ann:" + ENCODED + "@" + other.host() + "/"))),
        new HostileAnswer(
            "a redirect to a name", "redirect", redirectTo("http://" + PASSWORD + ".localhost/")),
        new HostileAnswer("a token server elsewhere", "token", realm("http://OTHER/token")),
        new HostileAnswer("the secret in its address", "token", realm("http://x/" + ENCODED)),
        new HostileAnswer("a token server that refuses", "unauthorized", tokens(401, PASSWORD)),
        new HostileAnswer("a token server that forbids", "unauthorized", tokens(403, BASIC)),
        new HostileAnswer("a token server that is lost", "not-found", tokens(404, PASSWORD)),
        new HostileAnswer(
            "a token server that redirects",
            "redirect",
            (registry, other) -> {
              registry.requireToken();
              registry
                  .on("GET", "/token")
                  .answer(Reply.of(307).withHeader("Location", other.url() + "/token"));
            }),
        new HostileAnswer("a token that is refused", "unauthorized", token(401)),
        new HostileAnswer("a token that is not enough", "forbidden", token(403)));
  }

  private static Arrangement echo(int status, String text) {
    return (registry, other) ->
        registry
            .on("POST", "/uploads/")
            .answer(
                Reply.error(status, "DENIED", text)
                    .withHeader("WWW-Authenticate", "Basic realm=\"test\""));
  }

  private static Arrangement once(int status, String text) {
    return (registry, other) ->
        registry.on("POST", "/uploads/").nth(1).answer(Reply.error(status, "LATER", text));
  }

  private static Arrangement header(String name) {
    return (registry, other) ->
        registry
            .on("POST", "/uploads/")
            .change(r -> r.withHeader(name, other.url() + "/" + PASSWORD + "?x=" + BASIC));
  }

  private static Arrangement headers(String name) {
    return (registry, other) ->
        registry
            .on("POST", "/uploads/")
            .change(r -> r.withHeader(name, "/" + PASSWORD, other.url() + "/" + BASIC));
  }

  private static Arrangement onHead(String name, String value) {
    return (registry, other) ->
        registry
            .on("HEAD", "/manifests/")
            .change(r -> r.status() == 200 ? r.withHeader(name, value) : r);
  }

  private static Arrangement onRead(String name, String value) {
    return (registry, other) ->
        registry
            .on("GET", "/manifests/")
            .change(r -> r.status() == 200 ? r.withHeader(name, value) : r);
  }

  private static Arrangement redirect(String method, String path) {
    return (registry, other) ->
        registry
            .on(method, path)
            .answer(Reply.of(307).withHeader("Location", other.url() + "/v2/x/blobs/y"));
  }

  private static Arrangement redirectTo(String location) {
    return (registry, other) ->
        registry.on("GET", "/blobs/").answer(Reply.of(307).withHeader("Location", location));
  }

  private static Arrangement realm(String realm) {
    return (registry, other) -> registry.requireToken(realm.replace("OTHER", other.host()), 9);
  }

  private static Arrangement tokens(int status, String text) {
    return (registry, other) -> {
      registry.requireToken();
      registry.on("GET", "/token").answer(Reply.error(status, "DENIED", text));
    };
  }

  private static Arrangement token(int status) {
    return (registry, other) -> {
      registry
          .on("*", "/v2/")
          .nth(1)
          .answer(
              Reply.of(401)
                  .withHeader("WWW-Authenticate", "Bearer realm=\"" + registry.url() + "/token\""));
      registry.on("*", "/v2/").answer(Reply.error(status, "DENIED", "not with " + TOKEN));
      registry.on("GET", "/token").answer(Reply.of(200).withBody("{\"token\":\"" + TOKEN + "\"}"));
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
