package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Asks what a name stands for: by HEAD, and by GET where the answer to that does not say it all.
 *
 * @param name tag or digest
 * @param digest null if the name is a tag
 */
record Lookup(
    RegistryClient client,
    Failures failures,
    String name,
    @Nullable Digest digest,
    Deadline deadline) {
  private static final Logger LOG = Log.of(Lookup.class);

  /** What a registry may have under a name; whether it is a bundle is for others to say. */
  static final List<String> TYPES =
      List.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  private static final Set<String> OLD =
      Set.of(
          "application/vnd.docker.distribution.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v1+prettyjws");

  static final String DOING = "resolve the reference";

  Optional<Descriptor> run() throws IOException {
    Answer head = ask("HEAD");
    if (head.status() == 404) {
      return Optional.empty();
    }
    String type = type(head);
    Optional<Digest> said = digest == null ? said(head) : Optional.of(confirmed(head, digest));
    Optional<Long> size = size(head);
    return said.isPresent() && size.isPresent()
        ? Optional.of(new Descriptor(type, said.get(), size.get()))
        : whole();
  }

  private Optional<Descriptor> whole() throws IOException {
    LOG.debug("HEAD does not say digest and size of {}, so they are computed", name);
    Answer answer = ask("GET");
    if (answer.status() == 404) {
      return Optional.empty();
    }
    String type = type(answer);
    byte[] bytes = failures.whole(answer, Limits.MAX_MANIFEST, DOING);
    Digest computed = ContentCheck.digest(digest == null ? "sha256" : digest.algorithm(), bytes);
    if (digest != null && !digest.equals(computed)) {
      throw failures.mismatch(computed.toString(), digest, DOING);
    }
    Digest unused = confirmed(answer, computed);
    return Optional.of(new Descriptor(type, computed, bytes.length));
  }

  private Answer ask(String method) throws IOException {
    Answer answer =
        client.get(
            method,
            client.manifest(name),
            Map.of("Accept", String.join(", ", TYPES)),
            deadline,
            Limits.MAX_MANIFEST,
            DOING);
    if (answer.status() != 200 && answer.status() != 404) {
      throw failures.refused(DOING, answer);
    }
    return answer;
  }

  private String type(Answer answer) throws Refused {
    String type = mediaType(answer);
    if (!TYPES.contains(type) && !OLD.contains(type)) {
      throw failures.protocol(
          DOING, "the answer is no manifest, but of type \"" + failures.quoted(type) + "\"");
    }
    return type;
  }

  /** Without parameters; empty if it does not say. */
  static String mediaType(Answer answer) {
    String type = answer.header("Content-Type").orElse("");
    return type.replaceFirst(";(?s).*", "").strip().toLowerCase(Locale.ROOT);
  }

  private Digest confirmed(Answer answer, Digest ours) throws Refused {
    boolean unused = failures.confirms(answer, ours, DOING);
    return ours;
  }

  private Optional<Digest> said(Answer answer) throws Refused {
    List<String> said = answer.headers().allValues("Docker-Content-Digest");
    if (said.isEmpty()) {
      return Optional.empty();
    }
    try {
      Digest first = Digest.parse(said.get(0));
      return Optional.of(confirmed(answer, first));
    } catch (IllegalArgumentException e) {
      throw failures.protocol(
          DOING, "Docker-Content-Digest is no digest: " + failures.quoted(said.get(0)));
    }
  }

  private static Optional<Long> size(Answer answer) {
    return answer
        .header("Content-Length")
        .filter(text -> text.matches("[1-9][0-9]{0,17}"))
        .map(Long::parseLong);
  }
}
