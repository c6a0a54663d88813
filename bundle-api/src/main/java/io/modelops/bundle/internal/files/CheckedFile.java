package io.modelops.bundle.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file that can be had again, with a checksum before its content. */
public final class CheckedFile {
  private CheckedFile() {}

  /**
   * The content; null if it is damaged.
   *
   * @throws IOException if it cannot be read
   */
  public static @Nullable ByteBuffer read(Path file) throws IOException {
    try (InputStream in = RegularFiles.open(file)) {
      ByteBuffer whole = ByteBuffer.wrap(in.readAllBytes());
      int expected = whole.getInt();
      ByteBuffer content = whole.slice();
      return checksum(content.duplicate()) == expected ? content : null;
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  /** Replaces the file as a whole. */
  public static void write(Path file, ByteBuffer content) throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + content.remaining());
    whole.putInt(checksum(content.duplicate())).put(content);
    AtomicFile.write(file, whole.array());
  }

  private static int checksum(ByteBuffer content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return (int) sum.getValue();
  }
}
