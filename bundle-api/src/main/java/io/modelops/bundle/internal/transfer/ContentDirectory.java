package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.ProviderSet;
import io.modelops.bundle.internal.files.PartFile;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Content by its digest: a file gets such a name once all of it is on the disk and is what the
 * digest says. Safe for use by several threads and processes.
 */
final class ContentDirectory implements ContentStore {
  private static final int CHUNK = 1 << 17;

  /** What an earlier call has left may be wrong, and what a mirror gives. */
  private static final int MAX_AGAIN = 2;

  private final Path directory;
  private final ProviderSet providers;
  private final Operation operation;

  /**
   * @param directory is there
   */
  ContentDirectory(Path directory, ProviderSet providers, Operation operation) {
    this.directory = directory;
    this.providers = providers;
    this.operation = operation;
  }

  Path directory() {
    return directory;
  }

  /** Where a content is, once it is there. */
  Path file(Digest digest) {
    return directory.resolve(digest.algorithm() + "_" + digest.hex());
  }

  /**
   * Reads a blob from a repository, as far as it is not here. A part of it that an earlier call has
   * left is hashed and gone on with.
   */
  @Override
  public Path fetch(Descriptor blob, Repository repository) throws IOException {
    Path file = file(blob.digest());
    if (has(new FileEntry(blob.digest(), blob.size()))) {
      operation.advanced(Phase.PULL, blob.title(), blob.size());
      return file;
    }
    try (PartFile part = PartFile.of(directory, String.valueOf(file.getFileName()))) {
      for (int i = 0; !complete(part, blob, repository); i++) {
        if (i == MAX_AGAIN) {
          throw mismatch(repository, blob);
        }
      }
      part.moveTo(file);
    }
    return file;
  }

  @Override
  public Path fetchPack(Descriptor pack, Repository repository) throws IOException {
    return fetch(pack, repository);
  }

  /**
   * @return whether it is the content that was wanted
   */
  private boolean complete(PartFile part, Descriptor blob, Repository repository)
      throws IOException {
    if (part.size() > blob.size()) {
      part.clear();
    }
    HashAlgorithm.Hasher hasher = providers.hash(blob.digest().algorithm()).newHasher();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long size = 0;
    long counted = 0;
    for (int n; (n = part.read(chunk.clear())) >= 0; size += n) {
      hasher.update(chunk.flip());
      counted += n;
      operation.advanced(Phase.PULL, blob.title(), n);
    }
    if (size < blob.size() || size == 0) {
      try (InputStream in = repository.openBlob(blob, size)) {
        for (int n; (n = in.read(chunk.array())) >= 0; ) {
          part.write(ByteBuffer.wrap(chunk.array(), 0, n));
          hasher.update(ByteBuffer.wrap(chunk.array(), 0, n));
          counted += n;
          operation.advanced(Phase.PULL, blob.title(), n);
        }
      } catch (RegistryException e) {
        if (e.errorCode() != ErrorCode.DIGEST_MISMATCH) {
          throw e;
        }
        part.clear();
        if (!repository.hasOtherSource(blob)) {
          throw e;
        }
      }
    }
    boolean right =
        part.size() == blob.size() && digest(blob.digest(), hasher).equals(blob.digest());
    if (!right) {
      part.clear();
      operation.restarted(Phase.PULL, blob.title(), counted);
    }
    return right;
  }

  private static Digest digest(Digest like, HashAlgorithm.Hasher hasher) {
    return new Digest(like.algorithm(), HexFormat.of().formatHex(hasher.digest()));
  }

  /**
   * Keeps a content.
   *
   * @return whether it is what it should be; if not, nothing is kept
   */
  @Override
  public boolean put(FileEntry wanted, InputStream content) throws IOException {
    HashAlgorithm.Hasher hasher = providers.hash(wanted.digest().algorithm()).newHasher();
    long size = 0;
    try (TemporaryFile file = TemporaryFile.in(directory)) {
      byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, wanted.size()))];
      for (int n; size <= wanted.size() && (n = content.read(chunk)) >= 0; size += n) {
        operation.check();
        file.write(ByteBuffer.wrap(chunk, 0, n));
        hasher.update(ByteBuffer.wrap(chunk, 0, n));
      }
      boolean right =
          size == wanted.size() && digest(wanted.digest(), hasher).equals(wanted.digest());
      if (right) {
        file.moveTo(file(wanted.digest()));
      }
      return right;
    }
  }

  /**
   * Whether a content is here. It is read: a power failure may have left less than its name says.
   */
  @Override
  public boolean has(FileEntry wanted) throws IOException {
    Path file = file(wanted.digest());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) != wanted.size()) {
      return false;
    }
    HashAlgorithm.Hasher hasher = providers.hash(wanted.digest().algorithm()).newHasher();
    try (InputStream in = RegularFiles.open(file)) {
      byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, wanted.size()))];
      for (int n; (n = in.read(chunk)) >= 0; ) {
        operation.check();
        hasher.update(ByteBuffer.wrap(chunk, 0, n));
      }
    }
    return digest(wanted.digest(), hasher).equals(wanted.digest());
  }

  /** Deletes the directory and what is in it. */
  void delete() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }

  static RegistryException mismatch(Repository repository, Descriptor blob) {
    return new RegistryException(
        ErrorCode.DIGEST_MISMATCH,
        repository.place(),
        0,
        "",
        repository.place() + ": " + blob.title() + " is not what its digest says",
        "check what lies between here and the registry; push again",
        null);
  }
}
