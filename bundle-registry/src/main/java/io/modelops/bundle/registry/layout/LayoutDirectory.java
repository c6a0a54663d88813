package io.modelops.bundle.registry.layout;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.registry.local.DurableFile;
import io.modelops.bundle.registry.local.LayoutJson;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory of an image layout: the paths of its files, and the check that it is a layout. */
final class LayoutDirectory {
  private static final String LOCK = ".modelops-bundle-lock";

  private final Reference.Layout reference;
  private final Path root;

  LayoutDirectory(Reference.Layout reference) {
    this.reference = reference;
    this.root = reference.directory().toAbsolutePath();
  }

  Reference.Layout reference() {
    return reference;
  }

  Path root() {
    return root;
  }

  Path index() {
    return root.resolve("index.json");
  }

  /** This file is never read: on POSIX, closing any handle of a file releases its locks. */
  Path lock() {
    return root.resolve(LOCK);
  }

  Path blob(Digest digest) {
    return blobs(digest).resolve(digest.hex());
  }

  /** The directory that a blob is in. */
  Path blobs(Digest digest) {
    return root.resolve("blobs").resolve(digest.algorithm());
  }

  /**
   * The content of a small file that must be a regular one: opening a pipe could take for ever.
   *
   * @param limit more bytes than this are refused
   * @return null if there is none
   */
  byte @Nullable [] small(Path file, int limit) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IOException(file + " has more than " + limit + " bytes, which is too much");
      }
      return content;
    } catch (NoSuchFileException e) {
      return null;
    } catch (ClosedByInterruptException e) {
      throw DurableFile.interrupted(e);
    }
  }

  private Path marker() {
    return root.resolve("oci-layout");
  }

  /** Refuses a directory that has other files and is no layout. */
  void check() throws IOException {
    // another process may be creating the layout, so the files are looked at before the marker
    boolean mayBecomeOne = !Files.exists(root, LinkOption.NOFOLLOW_LINKS) || isEmpty();
    if (Files.exists(marker(), LinkOption.NOFOLLOW_LINKS)) {
      if (!saysVersion()) {
        throw notLayout("its file oci-layout does not say imageLayoutVersion 1.0.0");
      }
    } else if (!mayBecomeOne) {
      throw notLayout("it has files but no oci-layout");
    }
  }

  private boolean saysVersion() {
    try {
      byte[] content = small(marker(), LayoutJson.MAX_MARKER);
      return content != null && LayoutJson.isMarker(content);
    } catch (IOException e) {
      return false;
    }
  }

  /** What a killed run may have left before it came to write the marker does not count. */
  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(root)) {
      throw notLayout("it is no directory");
    }
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(root, entry -> !isOurs(entry.getFileName().toString()))) {
      return !entries.iterator().hasNext();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isOurs(String name) {
    return name.equals(LOCK) || name.startsWith(TemporaryFile.PREFIX);
  }

  /** Makes the directory a layout if it is none yet. The marker is written before any blob. */
  void prepare() throws IOException {
    DurableFile.directories(root);
    if (!Files.exists(marker())) {
      try (DurableFile file = new DurableFile(root)) {
        file.write(LayoutJson.MARKER);
        file.moveTo(marker());
      }
    }
    DurableFile.directories(root.resolve("blobs").resolve("sha256"));
  }

  private RegistryException notLayout(String why) {
    return new RegistryException(
        ErrorCode.NOT_A_LAYOUT,
        reference.toString(),
        0,
        "",
        root + " is not an OCI image layout: " + why,
        "name a new or empty directory",
        null);
  }
}
