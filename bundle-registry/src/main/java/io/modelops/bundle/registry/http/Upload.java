package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One upload session: opened, filled in one piece, and called off if that fails. */
record Upload(RegistryClient client, Origin registry, Failures failures, Deadline deadline) {
  private static final Duration CALL_OFF = Duration.ofSeconds(1);
  private static final Map<String, String> BYTES =
      Map.of("Content-Type", "application/octet-stream");

  /** What a registry says of a session that it has lost or that got out of step. */
  private static final Set<String> LOST = Set.of("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID");

  /** Sends the content; the registry has it when this returns, if the registry is honest. */
  Answer run(Descriptor blob, Blob content, String doing) throws IOException {
    URI session = start(doing);
    try (BlobBody body = new BlobBody(content, blob.size())) {
      Answer answer = put(session, blob, body);
      if (answer.status() != 201) {
        throw refused(doing, answer);
      }
      return answer;
    } catch (SourceFailure | RuntimeException e) {
      client.abandon(session, CALL_OFF);
      throw e;
    }
  }

  private Answer put(URI session, Descriptor blob, BlobBody body) throws IOException {
    String separator = session.getRawQuery() == null ? "?" : "&";
    URI whole = URI.create(session + separator + "digest=" + blob.digest());
    return client.send("PUT", whole, BYTES, body, deadline, Limits.ERROR);
  }

  private URI start(String doing) throws IOException {
    Answer answer = client.send("POST", client.uploads(), deadline);
    if (answer.status() != 202) {
      throw failures.refused(doing, answer);
    }
    List<String> locations = answer.headers().allValues("Location");
    if (locations.size() != 1 || locations.get(0).isBlank()) {
      throw failures.protocol(doing, "the registry names no upload address, or several");
    }
    return location(locations.get(0), doing);
  }

  private URI location(String text, String doing) throws Refused {
    URI location;
    Origin origin;
    try {
      location = client.uploads().resolve(new URI(text));
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
    return failures.fatal(
        "foreign-upload-location",
        doing,
        "the registry wants the content to be sent to another server than itself: "
            + Text.safe(location.replaceFirst("[?#](?s).*", "?...")),
        "nothing was sent there; have uploads not redirected to storage");
  }

  private Refused refused(String doing, Answer answer) {
    Refused refused = failures.refused(doing, answer);
    boolean lost =
        answer.status() == 404
            || answer.status() == 416
            || LOST.contains(refused.error().registryCode());
    return lost ? new Refused(refused.error(), true, refused.after()) : refused;
  }
}
