package io.modelops.bundle.registry.http;

import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Whether a registry has a blob. */
record Presence(RegistryClient client, Failures failures) {
  private enum Said {
    NO,
    /** Yes, but neither its digest nor its size, as some registries answer to HEAD. */
    YES,
    /** Yes, that it has what is meant. */
    KNOWN
  }

  /** Whether the registry has it for sure: what only seems to be there is pushed again. */
  boolean isKnown(Descriptor blob, Deadline deadline) throws IOException {
    return ask(blob, deadline) == Said.KNOWN;
  }

  /**
   * Fails unless a registry that says it has taken a blob also has it.
   *
   * @param taken the answer that says so
   */
  boolean confirmed(Answer taken, Descriptor blob, Deadline deadline, String doing)
      throws IOException {
    if (!failures.confirms(taken, blob.digest(), doing) && ask(blob, deadline) == Said.NO) {
      throw failures.protocol(doing, "the registry accepted the content, but does not have it");
    }
    return true;
  }

  private Said ask(Descriptor blob, Deadline deadline) throws IOException {
    String doing = "look for " + blob.title();
    Answer answer =
        client.get("HEAD", client.blob(blob.digest()), Map.of(), deadline, Limits.MAX_ERROR, doing);
    if (answer.status() == 404) {
      return Said.NO;
    }
    if (answer.status() != 200) {
      throw failures.refused(doing, answer);
    }
    boolean digest = failures.confirms(answer, blob.digest(), doing);
    Optional<String> size = answer.header("Content-Length").filter(text -> !text.equals("0"));
    if (size.isPresent() && !size.get().equals(Long.toString(blob.size()))) {
      throw failures.protocol(doing, "the registry answers for content of another size");
    }
    return digest || size.isPresent() ? Said.KNOWN : Said.YES;
  }
}
