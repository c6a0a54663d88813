package io.modelops.bundle.registry.layout;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tag of an image layout. A blob gets its name once it is on the disk and its digest is
 * verified. The file index.json is replaced last, in one step.
 */
final class LayoutTransport implements RegistryTransport {
  private static final int CHUNK = 1 << 17;
  private static final int MAX_MANIFEST_BYTES = 4 << 20;
  private static final int MAX_INDEX_BYTES = 64 << 20;
  private static final int MAX_ATTEMPTS = 100;

  private final LayoutDirectory directory;
  private final String tag;
  private final Settings settings;
  private boolean prepared;

  LayoutTransport(LayoutDirectory directory, String tag, Settings settings) {
    this.directory = directory;
    this.tag = tag;
    this.settings = settings;
  }

  /**
   * Compares the size only. It misses the damage of a tool that crashed while it wrote in place.
   */
  @Override
  public boolean exists(Descriptor blob) throws IOException {
    Path file = directory.blob(blob.digest());
    return Files.isRegularFile(file) && Files.size(file) == blob.size();
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    prepare();
    HashAlgorithm.Hasher hasher = LayoutBlob.hasher(blob);
    try (InputStream in = content.open();
        DurableFile file = new DurableFile(directory.root())) {
      byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, blob.size()))];
      long size = 0;
      for (int n; (n = in.read(chunk)) >= 0 && size <= blob.size(); size += n) {
        hasher.update(ByteBuffer.wrap(chunk, 0, n));
        file.write(ByteBuffer.wrap(chunk, 0, n));
      }
      String hex = HexFormat.of().formatHex(hasher.digest());
      if (size != blob.size() || !hex.equals(blob.digest().hex())) {
        throw new IOException(blob.title() + " is not the content that was announced");
      }
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
  public void tag(Descriptor manifest, Blob content) throws IOException {
    push(manifest, content);
    DurableFile.force(directory.root().resolve("blobs").resolve("sha256"));
    byte[] entry = LayoutJson.entry(manifest, artifactType(content), tag);
    LayoutLock lock = LayoutLock.acquire(directory.lock(), settings);
    try (lock) {
      replaceIndex(entry);
    }
    confirm();
    TemporaryFile.removeLeftovers(directory.root());
  }

  /** The index is replaced already, so a failure here has a code of its own. */
  private void confirm() {
    try {
      DurableFile.force(directory.root());
    } catch (IOException e) {
      throw new RegistryException(
          "unconfirmed",
          directory.reference().toString(),
          0,
          "",
          "the tag is written, but may be lost if the power fails now: " + e.getMessage(),
          "check the disk and push again",
          true,
          e);
    }
  }

  private static @Nullable String artifactType(Blob content) throws IOException {
    try (InputStream in = content.open()) {
      return LayoutJson.artifactType(in.readNBytes(MAX_MANIFEST_BYTES));
    }
  }

  /**
   * Replaces the index and repeats this until the index has the entry. The lock excludes other
   * pushes of this program. The comparison finds changes by other programs, and by pushes on a file
   * system without locks.
   */
  private void replaceIndex(byte[] entry) throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      settings.operation().check();
      byte[] old = readIndex();
      byte[] updated = updated(old, entry);
      if (Arrays.equals(old, updated)) {
        return;
      }
      try (DurableFile file = new DurableFile(directory.root())) {
        file.write(updated);
        if (Arrays.equals(old, readIndex())) {
          file.moveTo(directory.index());
        }
      }
    }
    throw new IOException("others keep changing " + directory.index());
  }

  private byte[] updated(byte @Nullable [] old, byte[] entry) {
    try {
      return LayoutJson.withEntry(old == null ? LayoutJson.EMPTY_INDEX : old, entry, tag);
    } catch (IOException e) {
      throw damagedIndex(e);
    }
  }

  private RegistryException damagedIndex(IOException e) {
    return directory.refusal(
        "damaged-layout",
        directory.index() + " is no image index: " + e.getMessage(),
        "name another directory",
        e);
  }

  private byte @Nullable [] readIndex() throws IOException {
    try {
      long size = Files.size(directory.index());
      if (size > MAX_INDEX_BYTES) {
        throw new IOException(directory.index() + " has " + size + " bytes, which is too much");
      }
      return Files.readAllBytes(directory.index());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public Optional<Descriptor> resolve() throws IOException {
    byte[] index = readIndex();
    try {
      return index == null ? Optional.empty() : Optional.ofNullable(LayoutJson.tagged(index, tag));
    } catch (IOException e) {
      throw damagedIndex(e);
    }
  }

  @Override
  public byte[] read(Descriptor descriptor, int limit) throws IOException {
    return new LayoutBlob(directory, descriptor).read(limit);
  }

  @Override
  public void close() {
    // nothing is open between calls
  }
}
