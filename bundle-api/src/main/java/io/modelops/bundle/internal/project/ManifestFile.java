package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.spi.ManifestFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The manifest document in a project's directory. */
public record ManifestFile(Path path) {
  /** Where a format keeps it. */
  public static ManifestFile of(Path root, ManifestFormat format) {
    return new ManifestFile(root.resolve(format.fileName()));
  }

  /** The document; null if there is none. */
  public byte @Nullable [] read() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    requireRegular();
    try (InputStream in = RegularFiles.open(path)) {
      byte[] bytes = in.readNBytes(ManifestFormat.MAX_DOCUMENT + 1);
      if (bytes.length > ManifestFormat.MAX_DOCUMENT) {
        throw new IOException("it has more than " + ManifestFormat.MAX_DOCUMENT + " bytes");
      }
      return bytes;
    }
  }

  /**
   * Replaces the document: after this there is the old one or the new one, never a part of one.
   *
   * @throws CancellationException if the thread is interrupted
   */
  public void write(byte[] document) {
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        requireRegular();
      }
      AtomicFile.write(path, document);
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted while writing " + path);
    } catch (IOException e) {
      throw new ManifestException(
          ErrorCode.UNWRITABLE,
          path.toString(),
          "cannot write " + path + ": " + FileFailure.reason(e),
          "check permissions and space",
          e);
    }
  }

  private void requireRegular() throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it exists and is no regular file");
    }
  }
}
