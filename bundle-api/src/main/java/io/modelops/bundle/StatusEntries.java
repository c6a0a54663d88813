package io.modelops.bundle;

import io.modelops.bundle.spi.FileStat;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@link StatusIndex}, as bytes: of nearly all hardly more is asked than whether the
 * file is as it was.
 */
final class StatusEntries {
  private static final int WANTED = 1;
  private static final int SYNCED = 2;
  private static final int KNOWN = 4;
  private static final int SAME = 8;

  private final ByteBuffer content;

  StatusEntries(ByteBuffer content) {
    this.content = content;
  }

  /**
   * One file that is to be in the next bundle, or was in the last.
   *
   * @param wanted whether the state says that it is to be in the next bundle
   * @param synced how it was in the last bundle
   * @param known its content, as far as that is settled
   */
  record Entry(
      String path, boolean wanted, @Nullable FileEntry synced, @Nullable KnownContent known) {
    /** The same with other knowledge. */
    Entry with(@Nullable KnownContent newer) {
      return new Entry(path, wanted, synced, newer);
    }
  }

  /** Whether the content is that of the last bundle, as long as the file is as it was then. */
  record KnownContent(FileStat stat, boolean same) {}

  /**
   * @param entries sorted by path
   */
  static StatusEntries of(List<Entry> entries) {
    return new StatusEntries(
        ByteBuffer.wrap(
            bytes(
                out -> {
                  for (Entry entry : entries) {
                    write(out, entry);
                  }
                })));
  }

  ByteBuffer bytes() {
    return content.duplicate();
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    FileEntry synced = entry.synced();
    KnownContent known = entry.known();
    text(out, entry.path());
    out.writeByte(
        (entry.wanted() ? WANTED : 0)
            | (synced != null ? SYNCED : 0)
            | (known != null ? KNOWN : 0)
            | (known != null && known.same() ? SAME : 0));
    if (known != null) {
      out.writeLong(known.stat().size());
      out.writeLong(known.stat().modified());
      out.writeLong(known.stat().changed());
      out.writeLong(known.stat().inode());
    }
    if (synced != null) {
      out.writeLong(synced.size());
      text(out, synced.digest().toString());
    }
  }

  /** At the first entry's beginning; they are sorted by path. */
  Cursor cursor() {
    return new Cursor(bytes());
  }

  /** Goes through the entries. */
  static final class Cursor {
    private final ByteBuffer in;
    private String path = "";
    private int flags;
    private int stat;

    private Cursor(ByteBuffer in) {
      this.in = in;
    }

    /** Goes to the next entry, or returns false. */
    boolean next() {
      if (!in.hasRemaining()) {
        return false;
      }
      path = text(in);
      flags = in.get();
      stat = in.position();
      in.position(stat + (is(KNOWN) ? 4 * Long.BYTES : 0));
      if (is(SYNCED)) {
        in.position(in.position() + Long.BYTES);
        in.position(in.position() + Integer.BYTES + in.getInt(in.position()));
      }
      return true;
    }

    private boolean is(int flag) {
      return (flags & flag) != 0;
    }

    String path() {
      return path;
    }

    /** Whether all is said by {@link #isSame}: the file is wanted, and as it was when read. */
    boolean isAsKnown(FileStat seen) {
      return is(WANTED)
          && is(SYNCED)
          && is(KNOWN)
          && in.getLong(stat) == seen.size()
          && in.getLong(stat + Long.BYTES) == seen.modified()
          && in.getLong(stat + 2 * Long.BYTES) == seen.changed()
          && in.getLong(stat + 3 * Long.BYTES) == seen.inode()
          && seen.isFile();
    }

    /** Whether the content, as far as known, is that of the last bundle. */
    boolean isSame() {
      return is(SAME);
    }

    Entry entry() {
      ByteBuffer rest = in.duplicate().position(stat);
      KnownContent known = null;
      if (is(KNOWN)) {
        FileStat.Kind file = FileStat.Kind.FILE;
        long size = rest.getLong();
        FileStat then = new FileStat(file, size, rest.getLong(), rest.getLong(), rest.getLong());
        known = new KnownContent(then, is(SAME));
      }
      FileEntry synced = null;
      if (is(SYNCED)) {
        long size = rest.getLong();
        synced = new FileEntry(Digest.parse(text(rest)), size);
      }
      return new Entry(path, is(WANTED), synced, known);
    }
  }

  /** Writes itself. */
  interface Content {
    void to(DataOutputStream out) throws IOException;
  }

  static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory refuses nothing", e);
    }
    return bytes.toByteArray();
  }

  static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
