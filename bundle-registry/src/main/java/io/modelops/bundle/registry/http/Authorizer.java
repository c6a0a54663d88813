package io.modelops.bundle.registry.http;

import io.modelops.bundle.value.Credential;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The Authorization header for one registry: none until it asks for one, then the same for all
 * threads until it is refused.
 */
final class Authorizer {
  private final Waiting waiting;
  private final Login login;
  private final Tokens tokens;
  private final Failures failures;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable String header;
  private volatile @Nullable Refused refused;
  private volatile boolean accepted;

  /** A request, but for the header. */
  @FunctionalInterface
  interface Request {
    Answer send(@Nullable String header) throws IOException;
  }

  Authorizer(Waiting waiting, Login login, Tokens tokens, Failures failures) {
    this.waiting = waiting;
    this.login = login;
    this.tokens = tokens;
    this.failures = failures;
  }

  /** Null also as long as one thread tries it alone. */
  @Nullable String header() {
    return accepted ? header : null;
  }

  /** Lets the registry ask again, as what is wanted now is more. */
  void forgetToken() {
    waiting.lock(renewing);
    try {
      String known = header;
      if (known != null && known.startsWith("Bearer ")) {
        header = null;
      }
    } finally {
      renewing.unlock();
    }
  }

  /**
   * Answers a 401: gets a new header, unless another thread just did, and sends the request again.
   * As long as no header has been accepted, one thread tries it alone, and a refusal is remembered:
   * eight threads with a wrong password would lock the account.
   *
   * @param used the header that was refused
   */
  Answer retry(@Nullable String used, Answer refusal, Deadline deadline, Request request)
      throws IOException {
    waiting.lock(renewing);
    try {
      if (refused != null) {
        throw refused;
      }
      if (Objects.equals(header, used)) {
        header = obtain(used, refusal, deadline);
      }
      if (!accepted) {
        return send(request);
      }
    } catch (Refused e) {
      remember(e);
      throw e;
    } finally {
      renewing.unlock();
    }
    return send(request);
  }

  private Answer send(Request request) throws IOException {
    Answer answer = request.send(header);
    if (answer.status() == 401) {
      Refused why = isKnown(answer) ? forbidden(answer) : refused(answer);
      remember(why);
      throw why;
    }
    accepted = true;
    return answer;
  }

  /** Whether the registry knows who we are, so that it is the right to do this which we lack. */
  private boolean isKnown(Answer refusal) throws Refused {
    return login.credential().isPresent()
        && (accepted
            || challenges(refusal).stream()
                .anyMatch(c -> c.parameter("error").equals("insufficient_scope")));
  }

  private static List<Challenge> challenges(Answer refusal) {
    return Challenge.parse(refusal.headers().allValues("WWW-Authenticate"));
  }

  private void remember(Refused why) {
    if (!why.again()) {
      refused = why;
      header = null;
    }
  }

  private String obtain(@Nullable String used, Answer refusal, Deadline deadline)
      throws IOException {
    List<Challenge> challenges = challenges(refusal);
    Optional<Challenge> bearer = first(challenges, "bearer");
    if (bearer.isPresent()) {
      return token(bearer.get(), deadline);
    }
    if (first(challenges, "basic").isEmpty()) {
      throw refused("the registry asks for a login, and not for one that is known here");
    }
    Optional<Credential> found = login.credential();
    if (used != null || found.isEmpty()) {
      throw isKnown(refusal) ? forbidden(refusal) : refused(refusal);
    }
    if (found.get().username().isEmpty()) {
      throw refused("the registry wants a user name and a password, not a token");
    }
    return Tokens.basic(found.get());
  }

  private String token(Challenge challenge, Deadline deadline) throws IOException {
    Optional<Credential> found = login.credential();
    try {
      return tokens.authorization(challenge, found.orElse(null), deadline);
    } catch (Refused e) {
      boolean notLetIn = List.of(400, 401, 403).contains(e.error().status());
      throw notLetIn ? refused("token server: " + e.said(), e) : e;
    }
  }

  private static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(c -> c.scheme().equals(scheme)).findFirst();
  }

  private Refused forbidden(Answer refusal) {
    Refused why = failures.refused("log in", refusal);
    return login.forbidden(why.error().status(), why.error().registryCode(), why.said());
  }

  private Refused refused(Answer refusal) {
    Refused why = failures.refused("log in", refusal);
    return refused(why.said(), why);
  }

  private Refused refused(String detail, Refused why) {
    return login.refused(why.error().status(), why.error().registryCode(), detail);
  }

  private Refused refused(String why) {
    return login.refused(401, "", why);
  }
}
