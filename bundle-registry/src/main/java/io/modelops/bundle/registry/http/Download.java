package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest or blob as a stream that believes nothing but its digest. A connection that breaks is
 * replaced, and the rest is asked for. Not safe for use by several threads at once.
 */
final class Download extends InputStream {
  /** A registry of several machines may need a moment to show what it has. */
  private static final int MAX_MISSING = 2;

  private final RegistryClient client;
  private final Failures failures;
  private final Retry retry;
  private final Descriptor wanted;
  private final Deadline deadline;
  private final String doing;
  private final boolean manifest;
  private final ContentCheck check;
  private @Nullable InputStream content; // null after a connection broke
  private int missing;
  private boolean ended;

  private Download(
      RegistryClient client,
      Failures failures,
      Retry retry,
      Descriptor wanted,
      long offset,
      Deadline deadline) {
    this.client = client;
    this.failures = failures;
    this.retry = retry;
    this.wanted = wanted;
    this.deadline = deadline;
    this.doing = "read " + wanted.title();
    this.manifest = Lookup.TYPES.contains(wanted.mediaType());
    this.check = new ContentCheck(wanted, offset);
  }

  /**
   * Opens the content.
   *
   * @param offset of the first byte to read
   */
  static InputStream open(
      RegistryClient client,
      Failures failures,
      Retry retry,
      Descriptor wanted,
      long offset,
      Deadline deadline)
      throws IOException {
    Download download = new Download(client, failures, retry, wanted, offset, deadline);
    boolean nothingLeft = offset > 0 && offset == wanted.size(); // a range that cannot be asked for
    download.content =
        nothingLeft
            ? InputStream.nullInputStream()
            : retry.run(download.doing, deadline, download::ask);
    return download;
  }

  private InputStream ask() throws IOException {
    Map<String, String> headers = new HashMap<>();
    if (manifest) {
      headers.put("Accept", wanted.mediaType());
    }
    if (check.position() > 0 && check.missing() > 0) { // at the end there is no part to ask for
      headers.put("Range", "bytes=" + check.position() + "-" + (wanted.size() - 1));
    }
    String digest = wanted.digest().toString();
    Answer answer =
        client.get(
            "GET",
            manifest ? client.manifest(digest) : client.blob(wanted.digest()),
            headers,
            deadline,
            Wire.STREAMED,
            doing);
    try {
      judge(answer);
      if (answer.status() == 200) { // also in answer to a range, which a registry may not know
        answer.content().skipNBytes(check.position());
      }
      return answer.content();
    } catch (IOException | RuntimeException e) {
      answer.content().close();
      throw e;
    }
  }

  private void judge(Answer answer) throws Refused {
    if (answer.status() == 404) {
      throw failures.missing(doing, answer, ++missing <= MAX_MISSING);
    }
    if (answer.status() != 200 && (answer.status() != 206 || check.position() == 0)) {
      throw failures.refused(doing, answer);
    }
    long left = answer.status() == 206 ? check.missing() : wanted.size();
    for (String length : answer.headers().allValues("Content-Length")) {
      if (!length.equals(Long.toString(left))) {
        throw failures.protocol(
            doing, "it has " + left + " bytes, and comes with " + failures.quoted(length));
      }
    }
    String range = answer.header("Content-Range").orElse("");
    if (answer.status() == 206 && !range.startsWith("bytes " + check.position() + "-")) {
      throw failures.protocol(
          doing, "another part comes than was asked for: " + failures.quoted(range));
    }
    failures.requirePlain(answer, doing);
    boolean unused = failures.confirms(answer, wanted.digest(), doing);
    if (manifest && !Lookup.mediaType(answer).equals(wanted.mediaType())) {
      throw failures.protocol(
          doing, "it comes as another type: " + failures.quoted(Lookup.mediaType(answer)));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n = ended ? -1 : retry.run(doing, deadline, () -> next(buffer, offset, length));
    if (n > 0) {
      check.take(buffer, offset, n);
    } else {
      verify();
    }
    return n;
  }

  /** Reads from the connection, or from another one if the last one broke. */
  private int next(byte[] buffer, int offset, int length) throws IOException {
    InputStream open = content == null ? ask() : content;
    content = open;
    try {
      int n = open.read(buffer, offset, length);
      if (n < 0 && check.missing() > 0) {
        throw failures.truncated(doing, check.position(), wanted.size());
      }
      if (n > check.missing()) {
        throw failures.failure(
            ErrorCode.TOO_LARGE, doing, "it has more than " + wanted.size() + " bytes", "");
      }
      return n;
    } catch (IOException e) {
      open.close();
      content = null;
      throw e;
    }
  }

  private void verify() {
    Optional<Digest> other = ended ? Optional.empty() : check.otherDigest();
    if (other.isPresent()) {
      throw failures.mismatch(other.get().toString(), wanted.digest(), doing).error();
    }
    ended = true;
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
    }
  }
}
