package io.modelops.bundle.registry.artifact;

import static io.modelops.bundle.registry.artifact.Locations.require;

import io.modelops.bundle.registry.tar.TarMember;
import io.modelops.bundle.registry.tar.TarReader;
import io.modelops.bundle.spi.ArtifactFormat.Receiver;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads a pack, which is hostile until it is proven: its files are files of the document, of the
 * sizes that the document says, each once, and below the pack's directory.
 */
final class Unpacking {
  private static final int BUFFER = 1 << 16;

  private final String directory;
  private final ManifestContent document;
  private final Set<String> seen = new HashSet<>();

  Unpacking(String directory, ManifestContent document) {
    this.directory = directory;
    this.document = document;
  }

  /**
   * Reads.
   *
   * @throws IOException saying what is wrong
   */
  void run(InputStream blob, Receiver receiver) throws IOException {
    try (GZIPInputStream tar = new GZIPInputStream(blob, BUFFER)) {
      TarReader reader = new TarReader(tar);
      for (TarMember member; (member = reader.next()) != null; ) {
        requirePlace(member);
        if (member.isFile()) {
          requireFile(member);
          receiver.accept(member.name(), reader.content());
        }
      }
    } catch (IOException e) {
      throw new IOException("its " + name() + ": " + e.getMessage(), e);
    }
  }

  private String name() {
    return directory.isEmpty() ? "pack of all files" : "pack " + BundlePath.quote(directory);
  }

  /** {@code oras} writes an entry for the directory itself, too. */
  private void requirePlace(TarMember member) throws IOException {
    require(
        directory.isEmpty()
            || member.name().startsWith(directory + "/")
            || (!member.isFile() && member.name().equals(directory)),
        BundlePath.quote(member.name()) + " is outside of it");
  }

  private void requireFile(TarMember member) throws IOException {
    String path = member.name();
    FileEntry listed = document.files().get(path);
    if (listed == null) {
      throw new IOException(BundlePath.quote(path) + " is not a file that manifest.json lists");
    }
    require(
        listed.size() == member.size(),
        BundlePath.quote(path) + " is of another size than manifest.json says");
    require(seen.add(path), BundlePath.quote(path) + " is in it twice");
  }
}
