package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The upload sessions of a repository: begun, filled, finished and called off. */
record Uploads(RegistryClient client, Origin registry, Failures failures) {
  private static final Duration CALL_OFF = Duration.ofSeconds(1);
  private static final String BYTES = "application/octet-stream";

  /** What a registry says of a session that it has lost or that got out of step. */
  private static final Set<String> LOST = Set.of("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID");

  /** Asks for a session. */
  Answer start(Deadline deadline, String doing) throws IOException {
    Answer answer = client.send("POST", client.uploads(), deadline);
    if (answer.status() != 202) {
      throw failures.refused(doing, answer);
    }
    return answer;
  }

  /**
   * Appends to a session.
   *
   * @param offset of the first byte of the body; negative if the body is the whole content
   */
  Answer patch(URI session, BlobBody body, long offset, Deadline deadline) throws IOException {
    Map<String, String> headers =
        offset < 0
            ? Map.of("Content-Type", BYTES)
            : Map.of(
                "Content-Type", BYTES, "Content-Range", offset + "-" + (offset + body.size() - 1));
    return client.send("PATCH", session, headers, body, deadline, Limits.MAX_ERROR);
  }

  /** Sends what is still to be sent, and makes a blob of the session. */
  Answer put(URI session, Digest digest, BlobBody body, Deadline deadline) throws IOException {
    String separator = session.getRawQuery() == null ? "?" : "&";
    URI whole = URI.create(session + separator + "digest=" + digest);
    Map<String, String> headers = Map.of("Content-Type", BYTES);
    return client.send("PUT", whole, headers, body, deadline, Limits.MAX_ERROR);
  }

  /** The session is of no use any more. */
  void abandon(URI session) {
    client.abandon(session, CALL_OFF);
  }

  /** Where a session goes on: nowhere but at the registry itself. */
  URI location(Answer answer, String doing) throws Refused {
    List<String> locations = answer.headers().allValues("Location");
    if (locations.size() != 1 || locations.get(0).isBlank()) {
      throw failures.protocol(doing, "the registry names no upload address, or several");
    }
    return location(locations.get(0), doing);
  }

  URI location(String text, String doing) throws Refused {
    URI location;
    Origin origin;
    try {
      location = client.uploads().resolve(new URI(Text.encoded(text)));
      origin = Origin.of(location);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw foreign(text, doing);
    }
    if (!origin.equals(registry) || location.getRawFragment() != null) {
      throw foreign(text, doing);
    }
    return location;
  }

  private Refused foreign(String location, String doing) {
    String address = failures.quoted(location.replaceFirst("[?#](?s).*", "?..."));
    String other = registry.plain() ? "https://" : "http://";
    return failures.failure(
        ErrorCode.FOREIGN_UPLOAD_LOCATION,
        doing,
        "the registry wants the content to be sent to another server than itself: " + address,
        location.startsWith(other + registry.host())
            ? "nothing was sent there; the registry does not know how it is reached: have its proxy"
                + " pass on the scheme (X-Forwarded-Proto), or set the registry's own address"
            : "nothing was sent there; have uploads not redirected to storage");
  }

  /** Whether the answer says that there is no such session any more. */
  static boolean isLost(Refused refused) {
    return refused.error().status() == 404 || LOST.contains(refused.error().registryCode());
  }
}
