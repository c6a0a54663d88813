package io.modelops.bundle.registry.tar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A gzip file (RFC 1952) whose bytes are a function of its content. The compressor is our own,
 * because the output of {@code java.util.zip} depends on the zlib that a JDK is linked with. The
 * header has neither time nor file name nor operating system.
 */
public final class GzipStream extends Pieces {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
  private static final int TRAILER = 8;

  private final CheckedInputStream content;
  private final DeflateBlocks blocks;
  private Step step = Step.HEADER;

  private enum Step {
    HEADER,
    BLOCKS,
    TRAILER,
    END
  }

  public GzipStream(InputStream content) {
    this.content = new CheckedInputStream(content, new CRC32());
    this.blocks = new DeflateBlocks(this.content);
  }

  @Override
  protected @Nullable InputStream next() throws IOException {
    return switch (step) {
      case HEADER -> {
        step = Step.BLOCKS;
        yield new ByteArrayInputStream(HEADER);
      }
      case BLOCKS -> {
        byte[] block = blocks.next();
        step = blocks.isLast() ? Step.TRAILER : Step.BLOCKS;
        yield new ByteArrayInputStream(block);
      }
      case TRAILER -> {
        step = Step.END;
        yield new ByteArrayInputStream(trailer());
      }
      case END -> null;
    };
  }

  private byte[] trailer() {
    return ByteBuffer.allocate(TRAILER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) content.getChecksum().getValue())
        .putInt(blocks.length())
        .array();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
