package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.UploadSession;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One upload of a blob, all attempts of it, after a connection broke within the content. The
 * session is gone on with if the registry knows where it stands, else begun anew. What is left goes
 * in parts that are smaller than what went through before the break, each on a connection of its
 * own: some registries call a session off when a connection breaks within a part.
 */
final class MendedUpload {
  /** Smaller parts are not worth their requests; a blob that is no larger goes whole each time. */
  private static final long MIN_PART = 64 << 10;

  /** Statuses that may be about the way in which the content is sent. */
  static final Set<Integer> WAY_REFUSED = Set.of(400, 404, 405, 411, 415, 416, 422);

  private final Uploads uploads;
  private final ResumableUpload chunks;
  private final Failures failures;
  private final Descriptor blob;
  private final Deadline deadline;
  private @Nullable UploadSession open;
  private long part; // how much is sent at a time; 0 until it is known
  private long least; // what the registry wants it to be
  private long lost; // how much was sent of the body within which the last connection broke
  private long reached; // the most that a session was known to hold
  private int breaks; // after which the session held more than was known
  private boolean resumed; // the session, after a break
  private boolean refused; // the registry takes no parts

  MendedUpload(Uploads uploads, Failures failures, Descriptor blob, Deadline deadline) {
    this.uploads = uploads;
    this.chunks = new ResumableUpload(uploads, failures, blob, deadline);
    this.failures = failures;
    this.blob = blob;
    this.deadline = deadline;
  }

  /** Whether a connection broke, and the upload goes on here. */
  boolean isDue() {
    return !refused && (open != null || part > 0);
  }

  /**
   * A connection broke within the whole content.
   *
   * @param begun the answer that began the session
   */
  void broke(Answer begun, NoAnswer failure, String doing) throws Refused {
    boolean within = failure.sent() > 0 && failure.server().equals(uploads.registry());
    if (within && !refused && blob.size() > MIN_PART) {
      least = ResumableUpload.leastPart(begun);
      lost = failure.sent();
      open = chunks.begun(begun, MIN_PART, doing);
    }
  }

  /** One attempt. */
  Answer run(Blob content, String doing) throws IOException {
    long before = reached;
    try {
      return attempt(content, doing);
    } catch (SourceFailure e) {
      throw e;
    } catch (IOException e) {
      if (reached == before) {
        throw e;
      }
      Refused refusal = e instanceof Refused known ? known : failures.unreachable(doing, e);
      throw refusal.further();
    }
  }

  private Answer attempt(Blob content, String doing) throws IOException {
    UploadSession left = open;
    UploadSession session = left == null ? begun(doing) : goneOn(left, doing);
    try (Parts parts = new Parts(content, blob.size(), true)) {
      Answer answer = send(session, parts, doing);
      open = null;
      return answer;
    } catch (NoAnswer e) {
      lost = e.server().equals(uploads.registry()) ? e.sent() : 0;
      throw e;
    } catch (Refused e) {
      throw WAY_REFUSED.contains(e.error().status()) ? givenUp(e) : e;
    }
  }

  private Answer send(UploadSession session, Parts parts, String doing) throws IOException {
    UploadSession now = session;
    while (now.offset() < blob.size()) {
      UploadSession next = chunks.append(now, parts, doing);
      if (next.offset() <= now.offset()) {
        throw givenUp(failures.protocol(doing, "the registry has no more of it after a part"));
      }
      now = next;
      open = next;
      reached = Math.max(reached, next.offset());
    }
    return chunks.finish(now, doing);
  }

  private UploadSession begun(String doing) throws IOException {
    Answer answer = uploads.start(deadline, doing);
    UploadSession session = chunks.begun(answer, part, doing);
    least = ResumableUpload.leastPart(answer);
    resumed = false;
    open = session;
    return session;
  }

  private UploadSession goneOn(UploadSession left, String doing) throws IOException {
    UploadSession now = asked(left, doing);
    if (now != null && now.offset() > left.offset()) {
      part = bounded(now.offset() / ++breaks / 2);
    } else if (lost > 0) {
      boolean first = part > 0 && left.offset() == 0;
      part = bounded((part == 0 ? lost : Math.min(part, lost)) / (first ? 4 : 2));
    }
    lost = 0;
    if (now == null || now.offset() == 0) {
      abandon();
      return begun(doing);
    }
    UploadSession session = UploadSession.of(now.location(), now.offset(), Math.max(part, least));
    resumed = true;
    open = session;
    reached = Math.max(reached, session.offset());
    return session;
  }

  private static long bounded(long size) {
    return Math.max(MIN_PART, Math.min(size, ResumableUpload.PART));
  }

  /** Where the session stands; null if the registry does not know, or does not tell. */
  private @Nullable UploadSession asked(UploadSession left, String doing) throws IOException {
    try {
      return chunks.asked(left, doing);
    } catch (Refused e) {
      if (e.again() && e.error().status() != 500) {
        throw e;
      }
      return null;
    }
  }

  /**
   * The session is of no use any more. One that was gone on with may have got out of step, so a new
   * one is tried; else it is parts that the registry does not take, and the content goes whole.
   */
  private Refused givenUp(Refused why) {
    abandon();
    refused = !resumed;
    return new Refused(why.error(), why.said(), true, why.after());
  }

  /** Calls off what is still open. */
  void abandon() {
    UploadSession left = open;
    open = null;
    if (left != null) {
      uploads.abandon(URI.create(left.location()));
    }
  }
}
