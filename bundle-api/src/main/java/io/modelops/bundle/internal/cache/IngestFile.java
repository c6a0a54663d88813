package io.modelops.bundle.internal.cache;

import io.modelops.bundle.internal.cache.CacheDirectory.Change;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file of a cache that has not got its name yet. Nobody else ever opens it to write, so what is
 * at a final name does not change.
 */
final class IngestFile implements Closeable {
  private final CacheDirectory cache;
  private final Path path;
  private final FileChannel channel;

  private IngestFile(CacheDirectory cache, Path path) throws IOException {
    this.cache = cache;
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  }

  static IngestFile in(CacheDirectory cache) throws IOException {
    Path directory = cache.make(cache.ingest());
    return new IngestFile(cache, directory.resolve(UUID.randomUUID() + ".part"));
  }

  Path path() {
    return path;
  }

  void write(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  /**
   * Gives it the name of a blob, once all of it is on the disk. A blob that has the name already
   * stays.
   */
  void link(Path name) throws IOException {
    channel.force(true);
    channel.close();
    Seal.put(path);
    cache.permit(path, Change.NEVER);
    cache.make(Objects.requireNonNull(name.getParent()));
    try {
      Files.createLink(name, path);
    } catch (FileAlreadyExistsException e) {
      // it has the same content
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(path, name, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Gives it a name, in the place of what has it, once all of it is on the disk. */
  void replace(Path name) throws IOException {
    channel.force(true);
    channel.close();
    cache.permit(path, Change.LATER);
    cache.make(Objects.requireNonNull(name.getParent()));
    Files.move(path, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Closes it; what has got its name keeps that. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
