package io.modelops.bundle.registry.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whom a {@link TestRegistry} lets in: everybody, by password, or by token. */
final class Access {
  private final AtomicInteger issued = new AtomicInteger();
  private final Set<String> valid = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String basic;
  private volatile @Nullable String realm;
  private volatile int uses = Integer.MAX_VALUE;
  private final AtomicInteger used = new AtomicInteger();

  void password(String username, String secret) {
    String pair = username + ":" + secret;
    basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  void tokens(String realmOfTokens, int usesOfEach) {
    realm = realmOfTokens;
    uses = usesOfEach;
  }

  int issued() {
    return issued.get();
  }

  void expire() {
    valid.clear();
  }

  /** The challenge if the request is not let in; null if it is. */
  @Nullable Reply refusal(String authorization) {
    if (realm != null) {
      boolean known = valid.contains(authorization) && used.incrementAndGet() <= uses;
      return known ? null : challenge("Bearer realm=\"" + realm + "\",service=\"test\"");
    }
    return basic == null || basic.equals(authorization)
        ? null
        : challenge("Basic realm=\"test registry\"");
  }

  private static Reply challenge(String text) {
    return Reply.error(401, "UNAUTHORIZED", "authentication required")
        .withHeader("WWW-Authenticate", text);
  }

  Reply token(String authorization) {
    if (basic != null && !basic.equals(authorization)) {
      return Reply.error(401, "UNAUTHORIZED", "wrong password");
    }
    String token = "token-" + issued.incrementAndGet();
    used.set(0);
    valid.clear();
    valid.add("Bearer " + token);
    return Reply.of(200)
        .withHeader("Content-Type", "application/json")
        .withBody("{\"token\":\"" + token + "\"}");
  }
}
