package io.modelops.bundle.registry.archive;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.registry.local.ChannelRange;
import io.modelops.bundle.registry.local.LayoutJson;
import io.modelops.bundle.registry.tar.TarException;
import io.modelops.bundle.registry.tar.TarMember;
import io.modelops.bundle.registry.tar.TarReader;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An archive on the disk. Its headers are read once, and again when the file is another one; of its
 * content only the two small documents of a layout. Of two entries with one name the later counts,
 * as it does for whoever unpacks.
 */
final class ArchiveFile {
  private static final int MAX_ENTRIES = 200_000;
  private static final int MAX_DOCUMENT = 32 << 20;
  private static final int MAX_ATTEMPTS = 100;

  private final Reference.Archive reference;
  private final Operation operation;
  private final Path path;
  private ArchiveContents known = ArchiveContents.none();

  /** Of a symbolic link, the file that it leads to. */
  ArchiveFile(Reference.Archive reference, Operation operation) throws IOException {
    this.reference = reference;
    this.operation = operation;
    Path file = reference.file().toAbsolutePath();
    this.path = Files.exists(file) ? file.toRealPath() : file;
  }

  Path path() {
    return path;
  }

  Path directory() {
    return Objects.requireNonNullElse(path.getParent(), path);
  }

  /** What is in it now. */
  synchronized ArchiveContents contents() throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      FileStat stat = stat();
      if (!Objects.equals(stat, known.stat())) {
        known = stat == null ? ArchiveContents.none() : read(stat);
      }
      if (isStill(known)) {
        return known;
      }
    }
    throw new IOException("others keep changing " + path);
  }

  /** Opens something. */
  interface Opening {
    /** In an archive with these contents. */
    InputStream in(ArchiveContents contents) throws IOException;
  }

  /** Opens something in the file whose contents are known. */
  InputStream open(Opening opening) throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      ArchiveContents contents = contents();
      InputStream opened = opening.in(contents);
      if (isStill(contents)) {
        return opened;
      }
      opened.close();
    }
    throw new IOException("others keep changing " + path);
  }

  /** Whether nobody has changed it since. */
  boolean isStill(ArchiveContents contents) throws IOException {
    return Objects.equals(stat(), contents.stat());
  }

  private @Nullable FileStat stat() throws IOException {
    try {
      return FileStats.of(path);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private ArchiveContents read(FileStat stat) throws IOException {
    if (!stat.isFile()) { // a pipe would never be open
      throw notLayout("it is no regular file", null);
    }
    try (InputStream content = ChannelRange.of(path)) {
      return read(stat, content);
    } catch (TarException e) {
      throw notLayout(e.getMessage(), e);
    }
  }

  private ArchiveContents read(FileStat stat, InputStream content) throws IOException {
    Map<String, TarMember> members = new HashMap<>();
    Map<String, byte[]> documents = new HashMap<>();
    TarReader reader = new TarReader(content);
    for (TarMember member; (member = reader.next()) != null; ) {
      operation.check();
      String name = name(member);
      if (!name.equals("/")) {
        members.put(name, member);
      }
      if (name.equals(ArchiveContents.INDEX) || name.equals(ArchiveContents.MARKER)) {
        documents.put(name, document(member, reader));
      }
      if (members.size() > MAX_ENTRIES) {
        throw notLayout("it has more than " + MAX_ENTRIES + " entries", null);
      }
    }
    byte[] marker = documents.get(ArchiveContents.MARKER);
    if (marker == null || !LayoutJson.isMarker(marker)) {
      throw notLayout("it has no oci-layout that says imageLayoutVersion 1.0.0", null);
    }
    return new ArchiveContents(stat, members, documents.get(ArchiveContents.INDEX));
  }

  private byte[] document(TarMember member, TarReader reader) throws IOException {
    if (member.size() > MAX_DOCUMENT) {
      throw notLayout("its " + member.name() + " has " + member.size() + " bytes", null);
    }
    return reader.content().readAllBytes();
  }

  /** The name without {@code ./} before it; the slash alone for the directory of all. */
  private String name(TarMember member) {
    String name = member.name();
    while (name.startsWith("./")) {
      name = name.substring(2);
    }
    String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    boolean all = plain.isEmpty() || plain.equals(".");
    if (member.isFile() ? all : all && !member.name().startsWith(".")) {
      throw notLayout("it has an entry without a name", null);
    }
    if (!all && List.of(plain.split("/", -1)).stream().anyMatch(ArchiveFile::isOdd)) {
      throw notLayout("it has an entry that leads elsewhere: " + BundlePath.quote(name), null);
    }
    return member.isFile() ? plain : (all ? "" : plain) + "/";
  }

  private static boolean isOdd(String segment) {
    return segment.isEmpty() || segment.equals(".") || segment.equals("..");
  }

  private RegistryException notLayout(@Nullable String why, @Nullable Exception cause) {
    return new RegistryException(
        ErrorCode.NOT_A_LAYOUT,
        reference.toString(),
        0,
        "",
        path + " is not an OCI image layout in a tar archive: " + why,
        "name a new file, or one that another program wrote as oci-archive",
        cause);
  }
}
