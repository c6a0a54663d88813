package io.modelops.bundle.registry.http;

import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.UploadSession;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upload in parts, each of which leaves a session that can be kept and gone on with. */
record ResumableUpload(Uploads uploads, Failures failures, Descriptor blob, Deadline deadline) {
  static final long PART = 8 << 20;
  private static final Pattern RANGE = Pattern.compile("(bytes=)?0-([0-9]{1,18})");

  UploadSession start(String doing) throws IOException {
    return begun(uploads.start(deadline, doing), PART, doing);
  }

  /**
   * A session that has just begun.
   *
   * @param part how much to send at a time, if the registry wants no more
   */
  UploadSession begun(Answer answer, long part, String doing) throws Refused {
    String location = uploads.location(answer, doing).toString();
    return UploadSession.of(location, 0, Math.max(part, leastPart(answer)));
  }

  /** The least that the registry takes at a time, except for the last part. */
  static long leastPart(Answer answer) {
    return answer
        .header("OCI-Chunk-Min-Length")
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  /**
   * Sends one part.
   *
   * @return empty when the registry has made a blob of all parts
   */
  Optional<UploadSession> next(UploadSession session, Parts content, String doing)
      throws IOException {
    UploadSession now = session;
    if (session.offset() < blob.size()) {
      now = append(session, content, doing);
    }
    if (now.offset() < blob.size()) {
      return Optional.of(now);
    }
    boolean unused = failures.confirms(finish(now, doing), blob.digest(), doing);
    return Optional.empty();
  }

  /** Makes a blob of all parts. */
  Answer finish(UploadSession session, String doing) throws IOException {
    URI location = uploads.location(session.location(), doing);
    Answer answer = uploads.put(location, blob.digest(), BlobBody.EMPTY, deadline);
    if (answer.status() != 201) {
      throw refused(doing, answer);
    }
    return answer;
  }

  /** Sends one part of what is left. */
  UploadSession append(UploadSession session, Parts content, String doing) throws IOException {
    long size = Math.min(session.partSize(), blob.size() - session.offset());
    URI location = uploads.location(session.location(), doing);
    BlobBody part = content.of(session.offset(), size);
    Answer answer = uploads.patch(location, part, session.offset(), deadline);
    if (answer.status() == 416) {
      return asked(session, doing);
    }
    if (answer.status() / 100 != 2) {
      throw refused(doing, answer);
    }
    return moved(session, answer, session.offset() + size, doing);
  }

  /** The session as the registry knows it, which got more, or less, than was believed. */
  UploadSession asked(UploadSession session, String doing) throws IOException {
    Answer answer =
        uploads.client().send("GET", uploads.location(session.location(), doing), deadline);
    if (answer.status() / 100 != 2) {
      throw refused(doing, answer);
    }
    return moved(session, answer, 0, doing);
  }

  /**
   * @param expected where the session stands if the answer does not say
   */
  private UploadSession moved(UploadSession session, Answer answer, long expected, String doing)
      throws Refused {
    String location =
        answer.header("Location").isPresent()
            ? uploads.location(answer, doing).toString()
            : session.location();
    long offset = expected;
    Matcher range = RANGE.matcher(answer.header("Range").orElse(""));
    if (range.matches()) {
      long last = Long.parseLong(range.group(2));
      offset = last == 0 && expected != 1 ? 0 : last + 1; // an empty session says 0-0, too
    }
    if (offset > blob.size()) {
      throw failures.protocol(doing, "the registry has more of it than there is");
    }
    return UploadSession.of(location, offset, session.partSize());
  }

  private Refused refused(String doing, Answer answer) {
    Refused refused = failures.refused(doing, answer);
    return Uploads.isLost(refused) ? failures.uploadLost(doing, refused) : refused;
  }
}
