package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.wire.Request;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Asks a registry whether it knows who we are, and for no right to do anything there. */
record LoginCheck(
    Reference.Registry reference, RegistryTransport.Settings settings, Limits limits) {
  private static final String DOING = "log in";

  /** Whether the registry asked for a login. */
  boolean run() throws IOException {
    Origin registry = Origin.ofRegistry(reference.host(), settings.options().plainHttp());
    Failures failures = new Failures(reference.host(), registry);
    Deadline deadline = Deadline.after(settings.options().deadline());
    Retry retry = new Retry(settings.operation(), limits, new Pace(), failures);
    try (Wire wire =
        new Wire(
            settings.options().network().orElse(null),
            settings.operation(),
            limits,
            failures.secrets())) {
      Login login = new Login(wire, reference, settings, failures);
      Tokens tokens = new Tokens(wire, registry, () -> "", failures);
      Authorizer authorizer = new Authorizer(wire.waiting(), login, tokens, failures);
      URI base = registry.resolve("/v2/");
      return retry.run(
          DOING,
          deadline,
          () -> isAsked(authorizer, failures, deadline, h -> ask(wire, base, h, deadline)));
    }
  }

  private static boolean isAsked(
      Authorizer authorizer, Failures failures, Deadline deadline, Authorizer.Request request)
      throws IOException {
    Answer first = request.send(null);
    boolean asked = first.status() == 401;
    Answer answer = asked ? authorizer.retry(null, first, deadline, request) : first;
    if (answer.status() != 200) {
      throw failures.refused(DOING, answer);
    }
    return asked;
  }

  private static Answer ask(Wire wire, URI base, @Nullable String header, Deadline deadline)
      throws IOException {
    Request request = Request.of("GET", base);
    return wire.send(
        header == null ? request : request.with("Authorization", header),
        deadline,
        Limits.MAX_ERROR);
  }
}
