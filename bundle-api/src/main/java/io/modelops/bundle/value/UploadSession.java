package io.modelops.bundle.value;

import java.io.Serializable;

/**
 * An upload that has begun, to be kept until it is complete. It means something only to the
 * repository that gave it out.
 *
 * @param location where the upload goes on
 * @param offset how many bytes the repository has taken
 * @param partSize how many bytes are sent at a time
 */
public record UploadSession(String location, long offset, long partSize) implements Serializable {
  public UploadSession {
    if (offset < 0 || partSize <= 0) {
      throw new IllegalArgumentException("offset " + offset + ", part size " + partSize);
    }
  }
}
