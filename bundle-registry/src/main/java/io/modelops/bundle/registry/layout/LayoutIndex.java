package io.modelops.bundle.registry.layout;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index.json of a layout: read whole, and replaced as a whole under the layout's lock. */
final class LayoutIndex {
  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_ATTEMPTS = 100;

  private final LayoutDirectory directory;
  private final Settings settings;

  LayoutIndex(LayoutDirectory directory, Settings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /** A function of the present index. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * Runs the work.
     *
     * @throws IOException if it is no index
     */
    T on(byte[] index) throws IOException;
  }

  /** Works on the present index; on an empty one where there is none. */
  <T> T read(Work<T> work) throws IOException {
    byte[] bytes = bytes();
    return on(bytes == null ? LayoutJson.EMPTY_INDEX : bytes, work);
  }

  List<IndexEntry> entries() throws IOException {
    return read(LayoutJson::entries);
  }

  /**
   * Changes the index.
   *
   * @return whether that made a difference
   */
  boolean change(Work<byte[]> work) throws IOException {
    LayoutLock lock = LayoutLock.acquire(directory.lock(), settings);
    boolean changed;
    try (lock) {
      changed = replace(work);
    }
    confirm();
    TemporaryFile.removeLeftovers(directory.root());
    return changed;
  }

  /**
   * Replaces the index until it stays as it should be. The lock keeps our own kind out; this finds
   * what others did, who know no lock or work where locks do not hold.
   */
  private boolean replace(Work<byte[]> work) throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      settings.operation().check();
      byte[] old = bytes();
      byte[] updated = on(old == null ? LayoutJson.EMPTY_INDEX : old, work);
      if (Arrays.equals(old, updated)) {
        return i > 0;
      }
      try (DurableFile file = new DurableFile(directory.root())) {
        file.write(updated);
        if (Arrays.equals(old, bytes())) {
          file.moveTo(directory.index());
        }
      }
    }
    throw new IOException("others keep changing " + directory.index());
  }

  private byte @Nullable [] bytes() throws IOException {
    return directory.small(directory.index(), MAX_BYTES);
  }

  private <T> T on(byte[] index, Work<T> work) {
    try {
      return work.on(index);
    } catch (IOException e) {
      throw directory.refusal(
          ErrorCode.DAMAGED_LAYOUT,
          directory.index() + " is no image index: " + e.getMessage(),
          "name another directory",
          e);
    }
  }

  /** The index has been replaced, so a failure now is not one that left the tag as it was. */
  private void confirm() {
    try {
      DurableFile.force(directory.root());
    } catch (IOException e) {
      throw new RegistryException(
          ErrorCode.UNCONFIRMED,
          directory.reference().toString(),
          0,
          "",
          "the tag is written, but may be lost if the power fails now: " + e.getMessage(),
          "check the disk and push again",
          e);
    }
  }
}
