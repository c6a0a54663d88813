package io.modelops.bundle.registry.artifact;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A gzip file whose deflate blocks are stored, not compressed: the only form whose bytes do not
 * depend on the zlib that a JDK is linked with. Every block but the last holds 65,535 bytes; the
 * header has neither time nor file name nor operating system.
 */
final class StoredGzipStream extends Pieces {
  private static final int BLOCK = 65_535;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
  private static final int BLOCK_HEADER = 5;
  private static final int TRAILER = 8;

  static final int LONGEST_PIECE = BLOCK_HEADER + BLOCK + TRAILER;

  private final InputStream content;
  private final long length;
  private final CRC32 crc = new CRC32();
  private long done = -1;

  /**
   * @param length of the content: at least one byte
   */
  StoredGzipStream(InputStream content, long length) {
    this.content = content;
    this.length = length;
  }

  @Override
  @Nullable InputStream next() throws IOException {
    if (done < 0) {
      done = 0;
      return new ByteArrayInputStream(HEADER);
    }
    return done < length ? new ByteArrayInputStream(block()) : null;
  }

  private byte[] block() throws IOException {
    byte[] bytes = content.readNBytes((int) Math.min(BLOCK, length - done));
    done += bytes.length;
    boolean last = done == length;
    if (last ? content.read() >= 0 : bytes.length < BLOCK) {
      throw new EOFException("content is not " + length + " bytes long");
    }
    crc.update(bytes);
    ByteBuffer block =
        ByteBuffer.allocate(BLOCK_HEADER + bytes.length + (last ? TRAILER : 0))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) (last ? 1 : 0))
            .putShort((short) bytes.length)
            .putShort((short) ~bytes.length)
            .put(bytes);
    if (last) {
      block.putInt((int) crc.getValue()).putInt((int) length);
    }
    return block.array();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
