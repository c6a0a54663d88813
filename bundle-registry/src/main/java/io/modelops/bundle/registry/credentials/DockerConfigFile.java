package io.modelops.bundle.registry.credentials;

import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/**
 * Docker's configuration, to be changed. It is replaced as a whole by a file that only its owner
 * may read, whatever the old one was. A link stays, and what it leads to is replaced, as Docker
 * does. Docker takes no lock, so of two programs that write at the very same moment, one loses.
 */
record DockerConfigFile(Path path) {
  private static final int MAX_LINKS = 40;
  private static final int MAX_TRIES = 10;

  /** A new content for an old one; empty: nothing is to be written. */
  @FunctionalInterface
  interface Change {
    Optional<byte[]> of(byte[] document) throws IOException;
  }

  static DockerConfigFile of(Environment environment) throws IOException {
    return new DockerConfigFile(ConfigFiles.docker(environment));
  }

  /** What it is called in messages. */
  String title() {
    return "Docker configuration " + path;
  }

  DockerConfig read() throws IOException {
    return DockerConfigCredentials.parsed(path.toString(), content(), false);
  }

  private byte[] content() throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IOException(title() + " is no file");
    }
    return Files.exists(path) ? DockerConfigCredentials.content(path) : new byte[0];
  }

  /** Whether anything was changed. */
  boolean change(Change change) throws IOException {
    for (int i = 0; i < MAX_TRIES; i++) {
      byte[] before = content();
      Optional<byte[]> after = changed(change, before);
      if (after.isEmpty()) {
        return false;
      }
      if (replace(before, after.get())) {
        return true;
      }
    }
    throw new IOException(title() + " is changed all the time by another program");
  }

  private Optional<byte[]> changed(Change change, byte[] before) throws IOException {
    try {
      return change.of(before);
    } catch (IOException e) { // quotes the document
      throw new IOException(title() + " is not the JSON that docker login writes");
    }
  }

  /** Whether nobody else has changed it meanwhile. */
  private boolean replace(byte[] before, byte[] after) throws IOException {
    Path file = target();
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(title() + " is no file");
    }
    createOwn(directory);
    try (TemporaryFile temporary = TemporaryFile.secretIn(directory)) {
      temporary.write(ByteBuffer.wrap(after));
      temporary.ownLike(file);
      if (!Arrays.equals(before, content())) {
        return false;
      }
      temporary.moveTo(file);
    }
    AtomicFile.force(directory);
    TemporaryFile.removeLeftovers(directory);
    return true;
  }

  private Path target() throws IOException {
    Path file = path;
    for (int i = 0; Files.isSymbolicLink(file); i++) {
      if (i == MAX_LINKS) {
        throw new IOException(title() + " is a link that leads nowhere");
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  private static void createOwn(Path directory) throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly = {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
    Path unused =
        posix ? Files.createDirectories(directory, ownerOnly) : Files.createDirectories(directory);
  }
}
