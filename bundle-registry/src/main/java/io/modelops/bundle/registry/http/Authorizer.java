package io.modelops.bundle.registry.http;

import io.modelops.bundle.value.Credential;
import java.io.IOException;
import java.util.List;
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

  Authorizer(Waiting waiting, Login login, Tokens tokens, Failures failures) {
    this.waiting = waiting;
    this.login = login;
    this.tokens = tokens;
    this.failures = failures;
  }

  @Nullable String header() {
    return header;
  }

  /**
   * Gets a new header after a 401. Threads that were refused with the same header share one.
   *
   * @param used the header that was refused
   */
  void renew(@Nullable String used, Answer refusal, Deadline deadline) throws IOException {
    waiting.lock(renewing);
    try {
      String now = header;
      if (now == null ? used == null : now.equals(used)) {
        header = obtain(used, refusal, deadline);
      }
    } finally {
      renewing.unlock();
    }
  }

  private String obtain(@Nullable String used, Answer refusal, Deadline deadline)
      throws IOException {
    List<Challenge> challenges = Challenge.parse(refusal.headers().allValues("WWW-Authenticate"));
    Optional<Challenge> bearer = first(challenges, "bearer");
    if (bearer.isPresent()) {
      return token(bearer.get(), deadline);
    }
    if (first(challenges, "basic").isEmpty()) {
      throw refused("the registry asks for a login, and not for one that is known here");
    }
    Optional<Credential> found = login.credential();
    if (used != null || found.isEmpty()) {
      throw refused(refusal);
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

  /** Not let in, although everything that could be done has been done. */
  Refused refused(Answer refusal) {
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
