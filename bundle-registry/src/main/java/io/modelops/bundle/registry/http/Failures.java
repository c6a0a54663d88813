package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what went wrong at a registry, and what to do about it. */
record Failures(String reference, Origin registry, Secrets secrets) {
  /** Servers under TLS answer 400 to plain HTTP, and nothing that a registry says. */
  private static final String PERHAPS_TLS =
      "if it speaks HTTPS, do not allow plain HTTP for it, and name it otherwise than localhost or by"
          + " a loopback address";

  private static final Set<Integer> PASSING =
      Set.of(408, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524);

  Failures(String reference, Origin registry) {
    this(reference, registry, new Secrets());
  }

  /** Text from the other side, made fit for a message. */
  String quoted(String text) {
    return Text.safe(secrets.hide(text));
  }

  /** An answer that is not the one the protocol asks for. */
  Refused refused(String doing, Answer answer) {
    Kind kind = Kind.of(answer.status());
    boolean again = PASSING.contains(answer.status());
    Map<String, String> document = Json.firstError(answer.body().bytes());
    String code = quoted(document.getOrDefault("code", ""));
    String message = quoted(document.getOrDefault("message", ""));
    String detail = (code + " " + message).strip();
    String said = "HTTP " + answer.status() + (detail.isEmpty() ? "" : ", " + detail);
    boolean perhapsTls = registry.plain() && answer.status() == 400 && detail.isEmpty();
    RegistryException error =
        new RegistryException(
            code.equals("MANIFEST_BLOB_UNKNOWN") ? ErrorCode.CONTENT_MISSING : kind.code,
            reference,
            answer.status(),
            code,
            cannot(doing) + kind.text + " (" + said + ")",
            perhapsTls ? PERHAPS_TLS : kind.hint,
            null);
    return new Refused(error, said, again, retryAfter(answer));
  }

  /** No whole answer came. */
  Refused unreachable(String doing, IOException e) {
    return ConnectionFailure.of(e, registry).refused(doing, this);
  }

  /**
   * Whether the answer names our digest; it need not name any.
   *
   * @throws Refused if it names another
   */
  boolean confirms(Answer answer, Digest ours, String doing) throws Refused {
    for (String said : answer.headers().allValues("Docker-Content-Digest")) {
      if (!said.equals(ours.toString())) {
        throw mismatch(said, ours, doing);
      }
    }
    return answer.headers().firstValue("Docker-Content-Digest").isPresent();
  }

  Refused mismatch(String said, Digest ours, String doing) {
    return failure(
        ErrorCode.DIGEST_MISMATCH,
        doing,
        "it should be " + ours + ", and is " + quoted(said),
        "the registry, or something between, answers with other content");
  }

  /**
   * The body, as it is.
   *
   * @throws Refused if there is more than the limit, or it would have to be decoded, which could
   *     make anything of it
   */
  byte[] whole(Answer answer, int limit, String doing) throws Refused {
    requirePlain(answer, doing);
    if (!answer.body().whole()) {
      throw failure(ErrorCode.TOO_LARGE, doing, "it has more than " + limit + " bytes", "");
    }
    return answer.body().bytes();
  }

  /** Fails if the body would have to be decoded. */
  void requirePlain(Answer answer, String doing) throws Refused {
    String encoding = String.join(",", answer.headers().allValues("Content-Encoding"));
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      throw protocol(doing, "the content comes encoded as " + quoted(encoding));
    }
  }

  /** What a registry does not do, in whatever way it says so. */
  Refused unsupported(String doing, Refused refused) {
    RegistryException error =
        new RegistryException(
            Kind.UNSUPPORTED.code,
            reference,
            refused.error().status(),
            refused.error().registryCode(),
            cannot(doing) + Kind.UNSUPPORTED.text + " (" + refused.said() + ")",
            Kind.UNSUPPORTED.hint,
            null);
    return new Refused(error, refused.said(), false, null);
  }

  /** An upload session that the registry has forgotten. */
  Refused uploadLost(String doing, Refused refused) {
    RegistryException error =
        new RegistryException(
            ErrorCode.UPLOAD_LOST,
            reference,
            refused.error().status(),
            refused.error().registryCode(),
            cannot(doing) + "the registry lost the upload session (" + refused.said() + ")",
            "begin the upload again; a registry of several machines must share its sessions",
            null);
    return new Refused(error, refused.said(), false, refused.after());
  }

  /** What was named by its digest is not there. */
  Refused missing(String doing, Answer answer, boolean again) {
    Refused refused = refused(doing, answer);
    RegistryException error =
        new RegistryException(
            ErrorCode.CONTENT_MISSING,
            reference,
            answer.status(),
            refused.error().registryCode(),
            cannot(doing) + "the registry does not have it, although it names it",
            "push the bundle again",
            null);
    return new Refused(error, again, refused.after());
  }

  Refused truncated(String doing, long got, long size) {
    IOException e = new IOException("ended after " + got + " of " + size + " bytes");
    return failure(
        ErrorCode.TRUNCATED, doing, String.valueOf(e.getMessage()), "try again later", e);
  }

  /** An answer that breaks the protocol. */
  Refused protocol(String doing, String fault) {
    return failure(
        ErrorCode.PROTOCOL,
        doing,
        fault,
        "check that this is an OCI registry and that no proxy answers in its place");
  }

  Refused failure(ErrorCode code, String doing, String fault, String hint) {
    return failure(code, doing, fault, hint, null);
  }

  /** Whether another attempt makes sense is decided by the code. */
  Refused failure(
      ErrorCode code, String doing, String fault, String hint, @Nullable Throwable cause) {
    String message = cannot(doing) + fault;
    return new Refused(
        new RegistryException(code, reference, 0, "", message, hint, cause),
        code.retryable(),
        null);
  }

  private String cannot(String doing) {
    return reference + ": cannot " + doing + ": ";
  }

  private static @Nullable Duration retryAfter(Answer answer) {
    String text = answer.headers().allValues("Retry-After").stream().findFirst().orElse("").strip();
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private enum Kind {
    UNAUTHORIZED(ErrorCode.UNAUTHORIZED, "not logged in", "log in to the registry"),
    FORBIDDEN(
        ErrorCode.FORBIDDEN, "no permission", "ask the registry's owner for the right to do this"),
    NOT_FOUND(
        ErrorCode.NOT_FOUND,
        "the registry knows no such repository, or does not let you see it",
        "create the repository first if the registry does not do so on push"),
    UNSUPPORTED(
        ErrorCode.UNSUPPORTED,
        "the registry does not take this",
        "check that it supports OCI artifacts and is not read-only"),
    TOO_LARGE(ErrorCode.TOO_LARGE, "the registry or a proxy takes nothing of this size", ""),
    RATE_LIMITED(ErrorCode.RATE_LIMITED, "too many requests", "try again later"),
    REDIRECT(
        ErrorCode.REDIRECT,
        "the registry points to another address, which is not followed",
        "name the registry by the address it points to"),
    UNAVAILABLE(ErrorCode.UNAVAILABLE, "the registry is not able to answer now", "try again later"),
    PROTOCOL(
        ErrorCode.PROTOCOL,
        "not the answer of an OCI registry",
        "check the address and that no proxy or login page answers in its place"),
    REFUSED(ErrorCode.REFUSED, "the registry refused", "");

    private final ErrorCode code;
    private final String text;
    private final String hint;

    Kind(ErrorCode code, String text, String hint) {
      this.code = code;
      this.text = text;
      this.hint = hint;
    }

    static Kind of(int status) {
      return switch (status) {
        case 401 -> UNAUTHORIZED;
        case 403 -> FORBIDDEN;
        case 404 -> NOT_FOUND;
        case 405, 415, 501 -> UNSUPPORTED;
        case 413 -> TOO_LARGE;
        case 429 -> RATE_LIMITED;
        default ->
            PASSING.contains(status)
                ? UNAVAILABLE
                : status < 300 ? PROTOCOL : status < 400 ? REDIRECT : REFUSED;
      };
    }
  }
}
