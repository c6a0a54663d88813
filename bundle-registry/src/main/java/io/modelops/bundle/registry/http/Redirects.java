package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/**
 * Judges where a registry sends a reader to. It is not to be a way into the network that the caller
 * is in: addresses by number and local names are for registries that are reached by such
 * themselves, and the link-local ones, where clouds keep their secrets, for nobody else. And what
 * began under TLS stays there.
 */
record Redirects(Origin registry, Failures failures) {
  static final int MAX_REDIRECTS = 5;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  static boolean isOne(Answer answer) {
    return STATUSES.contains(answer.status());
  }

  /**
   * The next address.
   *
   * @throws Refused if it is not to be trusted
   */
  URI next(URI from, Answer answer, String doing) throws Refused {
    List<String> locations = answer.headers().allValues("Location");
    if (locations.size() != 1 || locations.get(0).length() > Limits.MAX_HEADER) {
      throw bad(doing, "it names no address, or several");
    }
    try {
      URI next = from.resolve(new URI(Text.encoded(locations.get(0))));
      Origin origin = Origin.of(next);
      if (origin.plain() && !Origin.of(from).plain()) {
        throw bad(
            doing,
            "the connection would not be encrypted any more: "
                + failures.quoted(origin.toString()));
      }
      if (!origin.host().equals(registry.host()) && isInside(origin)) {
        throw bad(
            doing,
            "a registry has no business to send anybody there: "
                + failures.quoted(origin.toString()));
      }
      return next;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw bad(doing, "neither an http nor an https address, or one with a user name");
    }
  }

  private boolean isInside(Origin origin) {
    if (!origin.isAddress() && !origin.isLocalName()) {
      return false;
    }
    boolean inside = registry.isAddress() || registry.isLocalName();
    boolean plain = origin.isLocalName() || origin.isPlainAddress();
    return !inside || !plain || origin.isLinkLocal();
  }

  Refused tooMany(String doing) {
    return bad(doing, "more than " + MAX_REDIRECTS + " in a row");
  }

  private Refused bad(String doing, String fault) {
    return failures.failure(
        ErrorCode.REDIRECT,
        doing,
        "the registry redirects, and that is not followed: " + fault,
        "nothing was sent there; ask the registry's owner");
  }
}
