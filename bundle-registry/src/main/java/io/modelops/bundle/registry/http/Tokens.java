package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.wire.Body;
import io.modelops.bundle.registry.wire.Request;
import io.modelops.bundle.value.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks the token server that a registry names, once its address has been found harmless. */
record Tokens(Wire wire, Origin registry, Supplier<String> scope, Failures failures) {
  private static final String DOING = "get a token";
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,65536}");

  /** The value of an Authorization header for the registry. */
  String authorization(Challenge challenge, @Nullable Credential credential, Deadline deadline)
      throws IOException {
    URI realm = realm(challenge.parameter("realm"));
    String query = query(challenge);
    Request request =
        credential != null && credential.username().isEmpty()
            ? refresh(realm, query, credential)
            : ask(realm, query, credential);
    Answer answer = wire.send(request, deadline, Limits.MAX_TOKEN);
    if (answer.status() != 200) {
      throw failures.refused(
          DOING + " from " + failures.quoted(Origin.of(realm).toString()), answer);
    }
    return "Bearer " + token(answer);
  }

  /** Without a scope, a token says who we are, and lets us do nothing. */
  private String query(Challenge challenge) {
    String service = challenge.parameter("service");
    String wanted = scope.get();
    List<String> parts = new ArrayList<>();
    if (!service.isEmpty()) {
      parts.add("service=" + encoded(service));
    }
    if (!wanted.isEmpty()) {
      parts.add("scope=" + encoded(wanted));
    }
    return String.join("&", parts);
  }

  static String basic(Credential credential) {
    String pair = credential.username() + ":" + credential.secret();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Request ask(URI realm, String query, @Nullable Credential credential) {
    String separator = realm.getRawQuery() == null ? "?" : "&";
    Request request = Request.of("GET", URI.create(realm + separator + query));
    return credential == null ? request : request.with("Authorization", basic(credential));
  }

  private Request refresh(URI realm, String query, Credential credential) throws Refused {
    if (Origin.of(realm).plain()) {
      throw bad("an identity token is sent over HTTPS only", "give a user name and a password");
    }
    String form =
        "grant_type=refresh_token&client_id=modelops-bundle&"
            + query
            + "&refresh_token="
            + encoded(credential.secret());
    return Request.of("POST", realm)
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with(Body.of(form.getBytes(StandardCharsets.UTF_8)));
  }

  private URI realm(String text) throws Refused {
    return Realm.of(text, registry)
        .orElseThrow(
            () ->
                bad(
                    "the registry names a token server that is not to be trusted: "
                        + failures.quoted(text),
                    "nothing was sent there; ask the registry's owner"));
  }

  private String token(Answer answer) throws Refused {
    try {
      Map<String, String> fields =
          answer.body().whole() ? Json.strings(answer.body().bytes()) : Map.of();
      String token = fields.getOrDefault("token", "");
      String access = fields.getOrDefault("access_token", "");
      String one = token.isEmpty() ? access : token;
      if (TOKEN.matcher(one).matches() && (access.isEmpty() || access.equals(one))) {
        failures.secrets().add(one);
        return one;
      }
    } catch (IOException e) {
      // said below; whatever came may be a secret
    }
    throw bad("the token server's answer holds no token", "try again, or ask the registry's owner");
  }

  private Refused bad(String fault, String hint) {
    return failures.failure(ErrorCode.TOKEN, DOING, fault, hint);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
