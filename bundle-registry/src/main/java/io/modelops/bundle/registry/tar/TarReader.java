package io.modelops.bundle.registry.tar;

import static io.modelops.bundle.registry.tar.TarException.require;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive from its first byte to its last, one entry after another: ustar, PAX and
 * GNU's long names. It holds no content, and of a header at most a MiB. Links, sparse files and
 * whatever else is neither file nor directory are refused, as is an archive that is cut off or has
 * something after its end. The messages say what is wrong and at which byte, the caller where.
 *
 * <p>Names are not judged: they may be absolute, have {@code ..} in them, or come twice.
 */
public final class TarReader {
  private static final int MAX_EXTENSION = 1 << 20;
  private static final Map<Character, String> REFUSED =
      Map.of(
          '1', "a hard link",
          '2', "a symbolic link",
          '3', "a device",
          '4', "a device",
          '6', "a pipe",
          'K', "a link",
          'S', "a sparse file");

  private final InputStream in;
  private long position;

  /** Of the block after the content. */
  private long following;

  private long contentEnd;

  /**
   * @param in is read in small pieces, and not closed; skips are passed on to it
   */
  public TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next entry; null at the end of the archive. What was not read of the content before is
   * passed over.
   *
   * @throws TarException if this is no archive, or one with a part that has no plain meaning
   */
  public @Nullable TarMember next() throws IOException {
    skip(following - position);
    long start = position;
    try {
      return member();
    } catch (TarException e) {
      throw new TarException(e.getMessage() + " (in the entry at byte " + start + ")", e);
    }
  }

  private @Nullable TarMember member() throws IOException {
    PaxRecords pax = null;
    String longName = null;
    while (true) {
      byte[] bytes = read(TarBlock.SIZE);
      if (TarBlock.isZero(bytes)) {
        require(pax == null && longName == null, "an extended header has no entry");
        end();
        return null;
      }
      TarBlock block = TarBlock.of(bytes);
      switch (block.type()) {
        case 'x' -> {
          require(pax == null, "an entry has two extended headers");
          pax = PaxRecords.of(extension(block));
        }
        case 'L' -> {
          require(longName == null, "an entry has two long names");
          longName = terminated(extension(block));
        }
        case 'g' ->
            require(
                PaxRecords.of(extension(block)).isWithoutEffect(),
                "a header for all entries sets a path or size");
        default -> {
          return entry(block, pax, longName);
        }
      }
    }
  }

  private TarMember entry(TarBlock block, @Nullable PaxRecords pax, @Nullable String longName)
      throws IOException {
    TarMember.Kind kind = kind(block.type());
    String path = pax == null ? null : pax.path();
    require(path == null || longName == null, "an entry has two long names");
    String name = path != null ? path : longName != null ? longName : block.name();
    long size = pax == null ? block.size() : pax.size(block.size());
    require(!name.isEmpty(), "an entry has no name");
    boolean directory = kind == TarMember.Kind.DIRECTORY;
    require(directory || !name.endsWith("/"), "a file has the name of a directory");
    require(!directory || size == 0, "a directory has content");
    contentEnd = Math.addExact(position, size);
    following = contentEnd + padding(size);
    return new TarMember(name, kind, size, position);
  }

  private static TarMember.Kind kind(char type) throws IOException {
    return switch (type) {
      case '0', '\0' -> TarMember.Kind.FILE;
      case '5' -> TarMember.Kind.DIRECTORY;
      default ->
          throw new TarException(
              "there is "
                  + REFUSED.getOrDefault(type, "an entry of an unknown kind")
                  + ", and only files and directories are read");
    };
  }

  private byte[] extension(TarBlock block) throws IOException {
    long size = block.size();
    require(size <= MAX_EXTENSION, "an extended header has more than a MiB");
    byte[] content = read((int) size);
    skip(padding(size));
    return content;
  }

  private static String terminated(byte[] name) throws IOException {
    int length = name.length;
    boolean nul = length > 0 && name[length - 1] == 0;
    return TarBlock.utf8(nul ? Arrays.copyOf(name, length - 1) : name);
  }

  /** Two blocks of zeros, and whatever fills the last record, which are zeros, too. */
  private void end() throws IOException {
    require(TarBlock.isZero(read(TarBlock.SIZE)), "there is no second block of zeros at the end");
    byte[] rest = new byte[1 << 13];
    for (int n; (n = in.readNBytes(rest, 0, rest.length)) > 0; ) {
      position += n;
      Arrays.fill(rest, n, rest.length, (byte) 0);
      require(TarBlock.isZero(rest), "there is something after the end of the archive");
    }
    following = position;
    contentEnd = position;
  }

  /** The content of the entry that was read last, from where it was left. Need not be closed. */
  public InputStream content() {
    return new Content();
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position >= contentEnd) {
        return -1;
      }
      int n = in.read(buffer, offset, (int) Math.min(length, contentEnd - position));
      if (n < 0) {
        throw cutOff();
      }
      position += n;
      return n;
    }
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw cutOff();
    }
    return bytes;
  }

  private void skip(long count) throws IOException {
    try {
      in.skipNBytes(count);
    } catch (EOFException e) {
      throw cutOff();
    }
    position += count;
  }

  private static TarException cutOff() {
    return new TarException("the archive is cut off");
  }

  private static int padding(long size) {
    return (int) (-size & (TarBlock.SIZE - 1));
  }
}
