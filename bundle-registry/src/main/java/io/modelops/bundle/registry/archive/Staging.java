package io.modelops.bundle.registry.archive;

import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.registry.local.ChannelRange;
import io.modelops.bundle.registry.local.DurableFile;
import io.modelops.bundle.registry.local.Received;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Blobs that were pushed and are not in the archive yet, in one temporary file beside it. Each has
 * a part of its own there, so that several can be written at a time.
 */
final class Staging implements Closeable {
  private final Path directory;
  private final Map<Digest, Part> parts = new ConcurrentHashMap<>();
  private @Nullable TemporaryFile file;
  private long end;

  Staging(Path directory) {
    this.directory = directory;
  }

  /** A blob, verified. */
  record Part(FileChannel channel, long offset, long size) implements Blob {
    @Override
    public InputStream open() {
      return ChannelRange.of(channel, offset, offset + size);
    }
  }

  void push(Descriptor blob, Blob content) throws IOException {
    Part part = begin(blob.size());
    long[] position = {part.offset()};
    Received.of(
        blob,
        content,
        bytes -> {
          while (bytes.hasRemaining()) {
            position[0] += write(part.channel(), bytes, position[0]);
          }
        });
    parts.put(blob.digest(), part);
  }

  private static int write(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    try {
      return channel.write(bytes, position);
    } catch (ClosedByInterruptException e) {
      throw DurableFile.interrupted(e);
    }
  }

  private synchronized Part begin(long size) throws IOException {
    if (file == null) {
      DurableFile.directories(directory);
      file = TemporaryFile.in(directory);
    }
    end += size;
    return new Part(file.channel(), end - size, size);
  }

  /** Null if there is none. */
  @Nullable Part of(Digest blob) {
    return parts.get(blob);
  }

  /** All that there are now. */
  Map<Digest, Part> parts() {
    return Map.copyOf(parts);
  }

  /** They are in the archive. The room that they took is given back at the end. */
  void forget(Map<Digest, Part> written) {
    written.forEach(parts::remove);
  }

  boolean forget(Digest blob) {
    return parts.remove(blob) != null;
  }

  @Override
  public synchronized void close() throws IOException {
    parts.clear();
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
