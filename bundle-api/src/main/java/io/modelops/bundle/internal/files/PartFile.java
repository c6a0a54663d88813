package io.modelops.bundle.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a content that is written bit by bit, and gone on with after a failure, by
 * another process, too. Its writer holds a lock on it; who finds it locked begins another one. On
 * POSIX the lock does not part two threads of one process, and on some file systems it parts
 * nobody; so callers see to it that two do not want one name at a time.
 */
public final class PartFile implements Closeable {
  private static final String SUFFIX = ".part";

  private final Path path;
  private final FileChannel channel;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Goes on with what there is of a content, or begins.
   *
   * @param name of the content, without hyphens
   */
  public static PartFile of(Path directory, String name) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, name + "-*" + SUFFIX)) {
      for (Path part : parts) {
        PartFile claimed = claim(part);
        if (claimed != null) {
          return claimed;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return begin(directory.resolve(name + "-" + UUID.randomUUID() + SUFFIX));
  }

  private static PartFile begin(Path path) throws IOException {
    PartFile part =
        new PartFile(
            path,
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW));
    boolean unused = part.isOurs();
    return part;
  }

  private static @Nullable PartFile claim(Path path) {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      PartFile part =
          new PartFile(
              path,
              FileChannel.open(
                  path,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS));
      if (part.isOurs()) {
        return part;
      }
      part.close();
    } catch (IOException e) {
      // another one's
    }
    return null;
  }

  /** Whether nobody else writes it, and it has not got its name meanwhile. */
  private boolean isOurs() throws IOException {
    return FileLocks.take(channel) && Files.exists(path);
  }

  /** How many bytes there are. */
  public long size() throws IOException {
    return channel.size();
  }

  /** Reads on, from where the last call ended; -1 at the end. */
  public int read(ByteBuffer buffer) throws IOException {
    return channel.read(buffer);
  }

  /** Writes all that remains, after what was read or written last. */
  public void write(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  /** Begins anew. */
  public void clear() throws IOException {
    channel.truncate(0);
    channel.position(0);
  }

  /** Gives it its name, once all of it is on the disk. */
  public void moveTo(Path name) throws IOException {
    channel.force(true);
    Files.move(path, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Leaves it for the next one who wants this content. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
