package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.internal.project.CacheCodec;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@link StatusIndex}, as bytes: of nearly all hardly more is asked than whether the
 * file is as it was.
 */
public final class StatusEntries {
  private static final int WANTED = 1;
  private static final int SYNCED = 2;
  private static final int KNOWN = 4;
  private static final int SAME = 8;
  private static final int OF_MODEL = 16;

  /** In place of an entry: the directory of those that follow. */
  private static final int DIRECTORY = 32;

  private static final int BLOCK = 256;

  private final ByteBuffer blocks;

  StatusEntries(ByteBuffer blocks) {
    this.blocks = blocks;
  }

  /**
   * One file that is to be in the next bundle, or was in the last.
   *
   * @param wanted whether it is tracked or a model's, and so in the next bundle if it is there
   * @param ofModel whether it was a model's in the last bundle
   * @param synced how it was in the last bundle
   * @param known its content, as far as that is settled
   */
  record Entry(
      String path,
      boolean wanted,
      boolean ofModel,
      @Nullable FileEntry synced,
      @Nullable KnownContent known) {
    /** The same with other knowledge. */
    Entry with(@Nullable KnownContent newer) {
      return new Entry(path, wanted, ofModel, synced, newer);
    }

    /** Whether the known content is that of the last bundle. */
    private boolean isSame() {
      return known != null && synced != null && known.digest().equals(synced.digest());
    }
  }

  /** The content of a file, as long as the file is as it was then. */
  record KnownContent(FileStat stat, Digest digest) {}

  /**
   * @param entries sorted by path
   */
  static StatusEntries of(List<Entry> entries) {
    byte[] blocks =
        CacheCodec.bytes(
            out -> {
              for (int from = 0; from < entries.size(); from += BLOCK) {
                List<Entry> some = entries.subList(from, Math.min(entries.size(), from + BLOCK));
                CacheCodec.bytes(out, CacheCodec.bytes(block -> write(block, some)));
              }
            });
    return new StatusEntries(ByteBuffer.wrap(blocks));
  }

  private static void write(DataOutputStream out, List<Entry> entries) throws IOException {
    String last = "";
    for (Entry entry : entries) {
      int name = entry.path().lastIndexOf('/') + 1;
      String directory = entry.path().substring(0, name);
      if (!directory.equals(last)) {
        out.writeByte(DIRECTORY);
        CacheCodec.text(out, directory);
        last = directory;
      }
      write(out, entry, entry.path().substring(name));
    }
  }

  private static void write(DataOutputStream out, Entry entry, String name) throws IOException {
    FileEntry synced = entry.synced();
    KnownContent known = entry.known();
    out.writeByte(
        (entry.wanted() ? WANTED : 0)
            | (entry.ofModel() ? OF_MODEL : 0)
            | (synced != null ? SYNCED : 0)
            | (known != null ? KNOWN : 0)
            | (entry.isSame() ? SAME : 0));
    CacheCodec.text(out, name);
    if (known != null) {
      CacheCodec.stat(out, known.stat());
    }
    if (synced != null) {
      out.writeLong(synced.size());
      digest(out, synced.digest());
    }
    if (known != null && !entry.isSame()) {
      digest(out, known.digest());
    }
  }

  private static void digest(DataOutputStream out, Digest digest) throws IOException {
    CacheCodec.text(out, digest.algorithm());
    CacheCodec.bytes(out, HexFormat.of().parseHex(digest.hex()));
  }

  private static Digest digest(ByteBuffer in) {
    String algorithm = CacheCodec.text(in);
    return new Digest(algorithm, HexFormat.of().formatHex(CacheCodec.bytes(in)));
  }

  ByteBuffer bytes() {
    return blocks.duplicate();
  }

  /** Before the first entry; they are sorted by path. */
  Cursor cursor() {
    return new Cursor(bytes());
  }

  /** At an entry. */
  Cursor cursor(int at) {
    ByteBuffer rest = bytes();
    for (int i = 0; i < at / BLOCK; i++) {
      int length = rest.getInt();
      rest.position(rest.position() + length);
    }
    Cursor cursor = new Cursor(rest);
    for (int i = 0; i <= at % BLOCK; i++) {
      cursor.next();
    }
    return cursor;
  }

  /** One for each part of the entries, in their order; for several threads. */
  List<Cursor> cursors() {
    List<Cursor> cursors = new ArrayList<>();
    for (ByteBuffer rest = bytes(); rest.hasRemaining(); ) {
      int length = Integer.BYTES + rest.getInt(rest.position());
      cursors.add(new Cursor(rest.slice(rest.position(), length)));
      rest.position(rest.position() + length);
    }
    return cursors;
  }

  /** Goes through the entries. */
  static final class Cursor {
    /** The blocks to come. */
    private final ByteBuffer rest;

    private byte[] block = {};

    /** Where the present entry's name, stat and end are in the block. */
    private int name;

    private int stat;
    private int end;

    private int flags;
    private String directory = "";
    private @Nullable Path folder; // the directory, once it was asked for

    private Cursor(ByteBuffer rest) {
      this.rest = rest;
    }

    /** Goes to the next entry, or returns false. */
    boolean next() {
      if (end == block.length) {
        if (!rest.hasRemaining()) {
          return false;
        }
        block = CacheCodec.bytes(rest);
        end = 0;
        enter("");
      }
      flags = block[end++];
      if (is(DIRECTORY)) {
        enter(text(end));
        end = after(end);
        flags = block[end++];
      }
      name = end;
      stat = after(name);
      end = stat + (is(KNOWN) ? 4 * Long.BYTES : 0);
      if (is(SYNCED)) {
        end = after(after(end + Long.BYTES));
      }
      if (is(KNOWN) && !is(SAME)) {
        end = after(after(end));
      }
      return true;
    }

    private void enter(String newDirectory) {
      directory = newDirectory;
      folder = null;
    }

    private boolean is(int flag) {
      return (flags & flag) != 0;
    }

    private String text(int at) {
      int length = (int) number(at, Integer.BYTES);
      return new String(block, at + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    /** Where it goes on after a text. */
    private int after(int at) {
      return at + Integer.BYTES + (int) number(at, Integer.BYTES);
    }

    private long number(int at, int bytes) {
      long number = 0;
      for (int i = at; i < at + bytes; i++) {
        number = number << Byte.SIZE | (block[i] & 0xff);
      }
      return number;
    }

    private FileStat stat() {
      return CacheCodec.stat(ByteBuffer.wrap(block).position(stat), Kind.FILE);
    }

    String path() {
      return directory + text(name);
    }

    /** Whether the file is wanted, is as it was when read, and was then as in the last bundle. */
    boolean isUnmodified(FileStat seen) {
      return isSettled() && stat().equals(seen);
    }

    /** As {@link #isUnmodified(FileStat)}, of a file whose name leads to what it led to then. */
    boolean isUnmodified(Path root) throws IOException {
      if (!isSettled()) {
        return false;
      }
      if (folder == null) {
        folder = root.resolve(directory);
      }
      return FileStats.isStill(folder.resolve(text(name)), stat());
    }

    private boolean isSettled() {
      return is(WANTED) && is(SYNCED) && is(KNOWN) && is(SAME);
    }

    Entry entry() {
      ByteBuffer in = ByteBuffer.wrap(block).position(stat + (is(KNOWN) ? 4 * Long.BYTES : 0));
      FileEntry synced = null;
      if (is(SYNCED)) {
        long size = in.getLong();
        synced = new FileEntry(digest(in), size);
      }
      KnownContent known = null;
      if (is(KNOWN)) {
        Digest digest = synced != null && is(SAME) ? synced.digest() : digest(in);
        known = new KnownContent(stat(), digest);
      }
      return new Entry(path(), is(WANTED), is(OF_MODEL), synced, known);
    }
  }
}
