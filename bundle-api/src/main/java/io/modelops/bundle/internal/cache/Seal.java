package io.modelops.bundle.internal.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of a blob says that its content was hashed, and when: it is a whole second. Whoever
 * writes to the file later, leaves another time, but on file systems that know whole seconds only.
 */
final class Seal {
  private static final Duration MAX_AGE = Duration.ofDays(30);

  private Seal() {}

  static boolean isWhole(BasicFileAttributes blob) {
    Instant time = blob.lastModifiedTime().toInstant();
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS))
        && Instant.now().isBefore(time.plus(MAX_AGE));
  }

  /** After its content was hashed. */
  static void put(Path blob) throws IOException {
    set(blob, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Makes the next one who uses a blob hash it. */
  static void breakOf(Path blob) throws IOException {
    Instant time = Files.getLastModifiedTime(blob).toInstant();
    set(blob, time.truncatedTo(ChronoUnit.SECONDS).plusMillis(1));
  }

  private static void set(Path blob, Instant time) throws IOException {
    try {
      Files.setLastModifiedTime(blob, FileTime.from(time));
    } catch (FileSystemException e) {
      if (!Files.exists(blob)) {
        throw e;
      }
      // another user's: it is hashed again each time
    }
  }
}
