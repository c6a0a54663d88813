package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a manifest or a small blob whole, and believes nothing but its digest. */
final class Download {
  /** A registry of several machines may need a moment to show what it has. */
  private static final int PATIENCE = 2;

  private final RegistryClient client;
  private final Failures failures;
  private final Descriptor wanted;
  private final Deadline deadline;
  private final String doing;
  private final AtomicInteger missing = new AtomicInteger();

  Download(RegistryClient client, Failures failures, Descriptor wanted, Deadline deadline) {
    this.client = client;
    this.failures = failures;
    this.wanted = wanted;
    this.deadline = deadline;
    this.doing = "read " + wanted.title();
  }

  String doing() {
    return doing;
  }

  byte[] run(int limit) throws IOException {
    if (wanted.size() > limit) {
      throw failures.tooLarge(doing, wanted.size(), limit);
    }
    boolean manifest = Lookup.TYPES.contains(wanted.mediaType());
    Answer answer =
        client.get(
            "GET",
            manifest ? client.manifest(wanted.digest().toString()) : client.blob(wanted.digest()),
            manifest ? Map.of("Accept", wanted.mediaType()) : Map.of(),
            deadline,
            (int) wanted.size(),
            doing);
    judge(answer);
    if (manifest && !Lookup.mediaType(answer).equals(wanted.mediaType())) {
      throw failures.protocol(
          doing, "it comes as another type: " + Text.safe(Lookup.mediaType(answer)));
    }
    return verified(answer);
  }

  private void judge(Answer answer) throws Refused {
    if (answer.status() == 404) {
      throw failures.missing(doing, answer, missing.incrementAndGet() <= PATIENCE);
    }
    if (answer.status() != 200) {
      throw failures.refused(doing, answer);
    }
    for (String length : answer.headers().allValues("Content-Length")) {
      if (!length.equals(Long.toString(wanted.size()))) {
        throw failures.protocol(
            doing, "it has " + wanted.size() + " bytes, and comes with " + Text.safe(length));
      }
    }
    boolean unused = failures.confirms(answer, wanted.digest(), doing);
  }

  private byte[] verified(Answer answer) throws Refused {
    byte[] bytes = failures.whole(answer, (int) wanted.size(), doing);
    if (bytes.length < wanted.size()) {
      throw failures.truncated(doing, bytes.length, wanted.size());
    }
    Digest digest = ContentCheck.digest(wanted.digest().algorithm(), bytes);
    if (!digest.equals(wanted.digest())) {
      throw failures.mismatch(digest.toString(), wanted.digest(), doing);
    }
    return bytes;
  }
}
