package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Why two sides do not agree on TLS. Trying again does not change it. */
enum TlsFault {
  UNTRUSTED(
      ErrorCode.TLS_UNTRUSTED,
      "its certificate is signed by nobody who is trusted here",
      "if it is the right server, trust its authority with Network.withSslContext"),
  OUT_OF_DATE(
      ErrorCode.TLS_EXPIRED,
      "its certificate is not valid now",
      "check this machine's clock, or ask the server's owner to renew the certificate"),
  WRONG_NAME(
      ErrorCode.TLS_WRONG_NAME,
      "its certificate is for another host",
      "name the registry as its certificate does"),
  CLIENT_CERTIFICATE(
      ErrorCode.TLS_CLIENT_CERTIFICATE,
      "it takes nobody without a client certificate that it trusts",
      "give the certificate and its key with Network.withSslContext"),
  NO_TLS(ErrorCode.NOT_TLS, "it does not speak TLS", "check the port"),
  OTHER(
      ErrorCode.TLS,
      "both sides do not agree",
      "ask the server's owner which versions of TLS it speaks");

  private static final Pattern ALERT_ABOUT_US =
      Pattern.compile(
          "(?s).*fatal alert: (certificate_.*|bad_certificate|unsupported_certificate"
              + "|unknown_ca|access_denied).*");

  private final ErrorCode code;
  private final String text;
  private final String hint;

  TlsFault(ErrorCode code, String text, String hint) {
    this.code = code;
    this.text = text;
    this.hint = hint;
  }

  ErrorCode code() {
    return code;
  }

  String text() {
    return text;
  }

  String hint() {
    return hint;
  }

  /** Empty if it is none, such as a connection that breaks while TLS is agreed on. */
  static Optional<TlsFault> of(IOException e) {
    if (!(e instanceof SSLException)) {
      return Optional.empty();
    }
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = e; t != null; t = t.getCause()) {
      causes.add(t);
    }
    String message = String.valueOf(e.getMessage());
    if (ALERT_ABOUT_US.matcher(message).matches()) {
      return Optional.of(CLIENT_CERTIFICATE);
    }
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return Optional.of(NO_TLS);
    }
    if (has(causes, CertificateExpiredException.class)
        || has(causes, CertificateNotYetValidException.class)) {
      return Optional.of(OUT_OF_DATE);
    }
    if (has(causes, CertPathBuilderException.class)
        || has(causes, CertPathValidatorException.class)) {
      return Optional.of(UNTRUSTED);
    }
    if (has(causes, CertificateException.class)) {
      return Optional.of(WRONG_NAME); // the JDK checks the name after the path
    }
    boolean cut = has(causes, EOFException.class) || has(causes, SocketException.class);
    return e instanceof SSLHandshakeException && !cut ? Optional.of(OTHER) : Optional.empty();
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }
}
