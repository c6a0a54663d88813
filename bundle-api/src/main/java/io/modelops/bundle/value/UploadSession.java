package io.modelops.bundle.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload that has begun, to be kept until it is complete. It means something only to the
 * repository that gave it out.
 */
public final class UploadSession extends Value {
  private static final long serialVersionUID = 1L;

  private final String location;
  private final long offset;
  private final long partSize;

  private UploadSession(String location, long offset, long partSize) {
    this.location = location;
    this.offset = offset;
    this.partSize = partSize;
  }

  /**
   * A session as a repository gives it out.
   *
   * @throws IllegalArgumentException if the offset is negative or the part size is not positive
   */
  public static UploadSession of(String location, long offset, long partSize) {
    if (offset < 0 || partSize <= 0) {
      throw new IllegalArgumentException("offset " + offset + ", part size " + partSize);
    }
    return new UploadSession(location, offset, partSize);
  }

  /** Where the upload goes on. */
  public String location() {
    return location;
  }

  /** How many bytes the repository has taken. */
  public long offset() {
    return offset;
  }

  /** How many bytes are sent at a time. */
  public long partSize() {
    return partSize;
  }

  @Override
  List<@Nullable Object> parts() {
    return List.of(location, offset, partSize);
  }
}
