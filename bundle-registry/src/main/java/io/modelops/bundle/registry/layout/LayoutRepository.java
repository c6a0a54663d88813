package io.modelops.bundle.registry.layout;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.registry.local.BlobStream;
import io.modelops.bundle.registry.local.DurableFile;
import io.modelops.bundle.registry.local.IndexedRepository;
import io.modelops.bundle.registry.local.LayoutLock;
import io.modelops.bundle.registry.local.Received;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads an image layout directory. Blobs are verified and placed one by one, the index
 * is replaced last and as a whole, under the layout's lock. A tag is an entry of index.json with
 * its name.
 */
final class LayoutRepository extends IndexedRepository {
  private final LayoutDirectory directory;
  private final Settings settings;
  private boolean prepared;

  LayoutRepository(LayoutDirectory directory, Settings settings) {
    super(directory.reference(), settings);
    this.directory = directory;
    this.settings = settings;
  }

  /** Tells by the size, which is wrong after a crash of whatever wrote the blob in place. */
  @Override
  public boolean exists(Descriptor blob) throws IOException {
    Path file = directory.blob(blob.digest());
    return Files.isRegularFile(file) && Files.size(file) == blob.size();
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    prepare();
    try (DurableFile file = new DurableFile(directory.root())) {
      Received.of(blob, content, file::write);
      file.moveTo(directory.blob(blob.digest()));
    }
  }

  private synchronized void prepare() throws IOException {
    if (!prepared) {
      directory.check();
      directory.prepare();
      prepared = true;
    }
  }

  @Override
  public InputStream openBlob(Descriptor blob, long offset) throws IOException {
    Path file = directory.blob(blob.digest());
    if (!Files.isRegularFile(file)) { // a pipe would never be open
      throw missing(blob, file.toString());
    }
    if (Files.size(file) != blob.size()) {
      throw damaged(blob, file);
    }
    return BlobStream.open(file, 0, blob, offset, () -> damaged(blob, file));
  }

  private RegistryException damaged(Descriptor blob, Path file) {
    return damaged(blob, "the file", "delete " + file + " and push the bundle again");
  }

  @Override
  public boolean deleteBlob(Digest blob) throws IOException {
    Path file = directory.blob(blob);
    return Files.isRegularFile(file) && Files.deleteIfExists(file);
  }

  @Override
  protected byte @Nullable [] small(Digest blob, int limit) throws IOException {
    return directory.small(directory.blob(blob), limit);
  }

  @Override
  protected void store(Descriptor manifest, Blob content) throws IOException {
    push(manifest, content);
    DurableFile.force(directory.blobs(manifest.digest()));
  }

  @Override
  protected byte @Nullable [] index() throws IOException {
    return directory.small(directory.index(), MAX_INDEX);
  }

  @Override
  protected boolean change(Change change) throws IOException {
    LayoutLock lock = LayoutLock.acquire(directory.lock(), settings);
    boolean changed;
    try (lock) {
      changed = replace(change);
    }
    confirm(directory.root());
    TemporaryFile.removeLeftovers(directory.root());
    return changed;
  }

  /**
   * Replaces the index until it stays as it should be. The lock keeps our own kind out; this finds
   * what others did, who know no lock or work where locks do not hold.
   */
  private boolean replace(Change change) throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      settings.operation().check();
      byte[] old = index();
      byte[] updated = changed(old, change);
      if (Arrays.equals(old, updated)) {
        return i > 0;
      }
      try (DurableFile file = new DurableFile(directory.root())) {
        file.write(updated);
        if (Arrays.equals(old, index())) {
          file.moveTo(directory.index());
        }
      }
    }
    throw new IOException("others keep changing " + directory.index());
  }
}
