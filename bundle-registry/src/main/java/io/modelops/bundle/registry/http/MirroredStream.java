package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A blob from the first place that gives it; where that one fails, the next gives the rest. What
 * several places gave is verified as a whole. Not safe for use by several threads at once.
 */
final class MirroredStream extends InputStream {
  private final Descriptor blob;
  private final Iterator<MirroredRepository.Place> places;
  private final MirroredRepository repository;
  private final ContentCheck check;
  private MirroredRepository.Place place;
  private @Nullable InputStream content;
  private boolean ended;

  MirroredStream(
      Descriptor blob,
      long offset,
      Iterator<MirroredRepository.Place> places,
      MirroredRepository repository)
      throws IOException {
    this.blob = blob;
    this.places = places;
    this.repository = repository;
    this.check = new ContentCheck(blob, offset);
    this.place = places.next();
    this.content = repository.open(place, blob, offset);
    next();
  }

  /** Goes to the next place as long as none gives anything; the last one does, or throws. */
  private InputStream next() throws IOException {
    InputStream open = content;
    while (open == null) {
      place = places.next();
      open = repository.open(place, blob, check.position());
    }
    content = open;
    return open;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      InputStream open = next();
      try {
        int n = open.read(buffer, offset, length);
        if (n > 0) {
          check.take(buffer, offset, n);
        } else if (n < 0) {
          verify();
        }
        return n;
      } catch (IOException | RegistryException e) {
        if (repository.isRegistry(place)) {
          throw e;
        }
        repository.passOver(place, blob, e);
        if (isWrong(e)) {
          throw e; // what was given cannot be taken back
        }
        open.close();
        content = null;
      }
    }
  }

  private static boolean isWrong(Exception e) {
    return e instanceof RegistryException known && known.errorCode() == ErrorCode.DIGEST_MISMATCH;
  }

  /** One place verifies itself what it gave from the first byte on. */
  private void verify() {
    Optional<Digest> other = ended ? Optional.empty() : check.otherDigest();
    ended = true;
    if (other.isPresent()) {
      repository.distrust(blob);
      throw new RegistryException(
          ErrorCode.DIGEST_MISMATCH,
          repository.place(),
          0,
          "",
          repository.place()
              + ": "
              + blob.title()
              + " should be "
              + blob.digest()
              + ", and what"
              + " several places gave of it is "
              + other.get(),
          "check the mirrors",
          null);
    }
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
    }
  }
}
