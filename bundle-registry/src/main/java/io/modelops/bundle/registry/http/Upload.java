package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * One upload of a whole blob: POST and PUT, or POST, PATCH and PUT where the registry passes over
 * the body of the closing PUT. Which one it is shows at the first blob, and is remembered.
 *
 * @param patched the registries that want a PATCH, for all who use them
 * @param mended goes on with it after a connection broke
 */
record Upload(
    Uploads uploads,
    Failures failures,
    Set<Origin> patched,
    Descriptor blob,
    Deadline deadline,
    MendedUpload mended) {
  Upload(
      Uploads uploads, Failures failures, Set<Origin> patched, Descriptor blob, Deadline deadline) {
    this(
        uploads,
        failures,
        patched,
        blob,
        deadline,
        new MendedUpload(uploads, failures, blob, deadline));
  }

  /** Sends the content; the registry has it when this returns, if the registry is honest. */
  Answer run(Blob content, String doing) throws IOException {
    if (mended.isDue()) {
      return mended.run(content, doing);
    }
    if (patched.contains(uploads.registry())) {
      return patch(content, doing);
    }
    Answer answer = put(content, doing);
    if (answer.status() == 201) {
      return answer;
    }
    Refused refused = refused(doing, answer);
    if (blob.size() == 0 || !MendedUpload.WAY_REFUSED.contains(answer.status())) {
      throw refused;
    }
    Answer second = again(content, doing, refused);
    patched.add(uploads.registry());
    return second;
  }

  /** What the first way was refused for counts if the second is refused, too. */
  private Answer again(Blob content, String doing, Refused refused) throws IOException {
    try {
      return patch(content, doing);
    } catch (Refused e) {
      throw refused;
    }
  }

  private Answer put(Blob content, String doing) throws IOException {
    Answer begun = uploads.start(deadline, doing);
    URI session = uploads.location(begun, doing);
    return whileOpen(
        begun,
        doing,
        () -> uploads.put(session, blob.digest(), new BlobBody(content, blob.size()), deadline));
  }

  private Answer patch(Blob content, String doing) throws IOException {
    Answer begun = uploads.start(deadline, doing);
    URI session = uploads.location(begun, doing);
    return whileOpen(
        begun,
        doing,
        () -> {
          BlobBody body = new BlobBody(content, blob.size());
          Answer patched = uploads.patch(session, body, -1, deadline);
          if (patched.status() / 100 != 2) {
            throw refused(doing, patched);
          }
          URI filled = uploads.location(patched, doing);
          Answer answer = uploads.put(filled, blob.digest(), BlobBody.EMPTY, deadline);
          if (answer.status() != 201) {
            throw refused(doing, answer);
          }
          return answer;
        });
  }

  private Answer whileOpen(Answer begun, String doing, Retry.Attempt<Answer> work)
      throws IOException {
    try {
      return work.run();
    } catch (NoAnswer e) {
      mended.broke(begun, e, doing);
      throw e;
    } catch (SourceFailure | RuntimeException e) {
      uploads.abandon(uploads.location(begun, doing));
      throw e;
    }
  }

  private Refused refused(String doing, Answer answer) {
    Refused refused = failures.refused(doing, answer);
    boolean named = !refused.error().registryCode().isEmpty();
    Refused why = named && Uploads.isLost(refused) ? failures.uploadLost(doing, refused) : refused;
    boolean again = answer.status() == 416 || Uploads.isLost(refused) || refused.again();
    return new Refused(why.error(), why.said(), again, refused.after());
  }
}
