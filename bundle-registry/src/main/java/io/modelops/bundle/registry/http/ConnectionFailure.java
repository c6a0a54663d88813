package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.wire.NotHttpException;
import io.modelops.bundle.registry.wire.ProxyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * No whole answer came.
 *
 * @param server that was asked: the registry, its token server, or where it redirects to
 */
record ConnectionFailure(IOException why, Origin server, boolean atRegistry) {
  private static final String PLAIN_HTTP =
      "if this registry speaks plain HTTP, name it in RegistryOptions.plainHttp";
  private static final String NO_PLAIN_HTTP =
      "if this registry speaks HTTPS, do not allow plain HTTP for it";

  static ConnectionFailure of(IOException e, Origin registry) {
    return e instanceof NoAnswer failure
        ? new ConnectionFailure(failure.why(), failure.server(), failure.server().equals(registry))
        : new ConnectionFailure(e, registry, true);
  }

  Refused refused(String doing, Failures failures) {
    Optional<TlsFault> tls = TlsFault.of(why);
    if (tls.isPresent()) {
      String text =
          "no TLS connection to " + server + ": " + tls.get().text() + said(" (", ")", failures);
      String hint = tls.get() == TlsFault.NO_TLS && atRegistry ? PLAIN_HTTP : tls.get().hint();
      return failures.failure(tls.get().code(), doing, text, hint, why);
    }
    if (why instanceof ProxyException proxy) {
      String hint = "check the proxy's address, and its user name and password";
      ErrorCode code = proxy.retryable() ? ErrorCode.PROXY_UNAVAILABLE : ErrorCode.PROXY;
      return failures.failure(code, doing, said("", "", failures), hint, why);
    }
    if (why instanceof NotHttpException) {
      String text = server + " does not speak HTTP";
      return failures.failure(ErrorCode.NOT_HTTP, doing, text, notPlain("check the port"), why);
    }
    if (why instanceof ProtocolException) {
      return failures.protocol(doing, server + " answers with " + said("", "", failures));
    }
    return passing(doing, failures);
  }

  private Refused passing(String doing, Failures failures) {
    if (why instanceof SocketTimeoutException) {
      return failures.failure(
          ErrorCode.TIMEOUT,
          doing,
          said("", "", failures) + " at " + server,
          "try again later",
          why);
    }
    if (why instanceof ConnectException) {
      String hint = "check the host, the port and the network";
      String text = "no connection to " + server + said(": ", "", failures);
      return failures.failure(
          ErrorCode.UNREACHABLE,
          doing,
          text,
          server.plain() || !atRegistry ? hint : hint + "; " + PLAIN_HTTP,
          why);
    }
    return failures.failure(
        ErrorCode.UNREACHABLE,
        doing,
        "the connection to " + server + " broke" + said(": ", "", failures),
        notPlain("a registry or proxy that limits the size of uploads does this, too"),
        why);
  }

  private String notPlain(String hint) {
    return server.plain() && atRegistry ? hint + "; " + NO_PLAIN_HTTP : hint;
  }

  private String said(String before, String after, Failures failures) {
    String message = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return before + failures.quoted(message) + after;
  }
}
