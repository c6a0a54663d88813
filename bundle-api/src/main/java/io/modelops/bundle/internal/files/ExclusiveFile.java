package io.modelops.bundle.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that one at a time may hold, of all processes and threads. It ends with the process. What
 * is right must not rest on it: on file systems without locks everybody holds it, and on POSIX a
 * thread that is refused ends the lock of its process towards others.
 */
public final class ExclusiveFile implements Closeable {
  private final FileChannel channel;

  private ExclusiveFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it, and makes it if it is not there.
   *
   * @return null if another one holds it
   */
  public static @Nullable ExclusiveFile take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    if (FileLocks.take(channel)) { // an interrupt closes it
      return new ExclusiveFile(channel);
    }
    channel.close();
    return null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
