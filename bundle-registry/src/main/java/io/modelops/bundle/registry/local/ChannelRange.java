package io.modelops.bundle.registry.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

/**
 * A part of a file. Several may be read from one channel at a time. An interrupted read throws
 * {@link CancellationException}.
 */
public final class ChannelRange extends InputStream {
  private final FileChannel channel;
  private final boolean owned;
  private final long end;
  private long position;

  private ChannelRange(FileChannel channel, boolean owned, long from, long end) {
    this.channel = channel;
    this.owned = owned;
    this.position = from;
    this.end = end;
  }

  /** From one byte to before another of a file that is opened for it. */
  public static InputStream of(Path file, long from, long end) throws IOException {
    return new ChannelRange(FileChannel.open(file, StandardOpenOption.READ), true, from, end);
  }

  /** All of a file, as long as it is when it is opened. */
  public static InputStream of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new ChannelRange(channel, true, 0, channel.size());
  }

  /** Of an open file, which stays open. */
  public static InputStream of(FileChannel channel, long from, long end) {
    return new ChannelRange(channel, false, from, end);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0 || position >= end) {
      return length == 0 ? 0 : -1;
    }
    int most = (int) Math.min(length, end - position);
    try {
      int n = channel.read(ByteBuffer.wrap(buffer, offset, most), position);
      if (n < 0) {
        throw new EOFException("a file has become shorter");
      }
      position += n;
      return n;
    } catch (ClosedByInterruptException e) {
      throw DurableFile.interrupted(e);
    }
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      channel.close();
    }
  }
}
