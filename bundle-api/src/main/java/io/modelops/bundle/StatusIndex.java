package io.modelops.bundle;

import io.modelops.bundle.spi.FileStat;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.WorkspaceState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What status has to know of one state, and of the content of each file, in a form that is read in
 * one go: as git's index, it spares reading the state and the files. Kept in the store's cache, so
 * whatever is wrong with it, it is made again. It stays in the form of bytes: of nearly all entries
 * hardly more is asked than whether the file is as it was.
 */
final class StatusIndex {
  private static final int MAGIC = 0x6d6f6204; // mob, version 4
  private static final int WANTED = 1;
  private static final int SYNCED = 2;
  private static final int KNOWN = 4;
  private static final int SAME = 8;

  private final String revision;
  private final Remotes remotes;
  private final ByteBuffer entries;

  private StatusIndex(String revision, Remotes remotes, ByteBuffer entries) {
    this.revision = revision;
    this.remotes = remotes;
    this.entries = entries;
  }

  /**
   * Where the workspace stands to the outside.
   *
   * @param registry as given to init
   * @param last the digest of what was last pushed or pulled
   * @param known the digest that each reference had when it was last pushed to or pulled from
   */
  record Remotes(
      @Nullable String registry, @Nullable Digest last, SortedMap<String, Digest> known) {}

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

  /** The index of a state; what is known of the files is taken over from another. */
  static StatusIndex of(String revision, WorkspaceState state, @Nullable StatusIndex before) {
    Map<String, Entry> known = new HashMap<>();
    for (Cursor old = before == null ? null : before.cursor(); old != null && old.next(); ) {
      known.put(old.path(), old.entry());
    }
    WorkspaceState.Synced last = state.synced();
    SortedMap<String, FileEntry> files =
        last == null ? Collections.emptySortedMap() : last.content().files();
    Set<String> models = new HashSet<>();
    if (last != null) {
      last.content().models().values().stream().map(ModelEntry::files).forEach(models::addAll);
    }
    SortedSet<String> paths = new TreeSet<>(state.tracked());
    paths.addAll(files.keySet());
    List<Entry> entries = new ArrayList<>(paths.size());
    for (String path : paths) {
      boolean wanted = state.tracked().contains(path) || models.contains(path);
      FileEntry synced = files.get(path);
      entries.add(new Entry(path, wanted, synced, known(known.get(path), synced)));
    }
    Remotes remotes =
        new Remotes(state.registry(), last == null ? null : last.digest(), state.remotes());
    return new StatusIndex(revision, remotes, bytes(entries));
  }

  /** What is known of a file whose content in the last bundle may be another now. */
  private static @Nullable KnownContent known(@Nullable Entry before, @Nullable FileEntry synced) {
    return before != null && before.synced() != null && before.synced().equals(synced)
        ? before.known()
        : null;
  }

  /**
   * The same with other knowledge of some files.
   *
   * @param newer by path; null for nothing
   */
  StatusIndex with(Map<String, @Nullable KnownContent> newer) {
    List<Entry> changed = new ArrayList<>();
    for (Cursor old = cursor(); old.next(); ) {
      Entry entry = old.entry();
      boolean looked = newer.containsKey(entry.path());
      changed.add(looked ? entry.with(newer.get(entry.path())) : entry);
    }
    return new StatusIndex(revision, remotes, bytes(changed));
  }

  /** Whether it holds for the state of a revision. */
  boolean isOf(String stateRevision) {
    return !revision.isEmpty() && revision.equals(stateRevision);
  }

  Remotes remotes() {
    return remotes;
  }

  /** At the first entry's beginning; they are sorted by path. */
  Cursor cursor() {
    return new Cursor(entries.duplicate());
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

  ByteBuffer write() {
    byte[] head = bytes(this::writeHead);
    return ByteBuffer.allocate(head.length + entries.remaining())
        .put(head)
        .put(entries.duplicate())
        .flip();
  }

  private void writeHead(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    text(out, revision);
    text(out, remotes.registry() == null ? "" : remotes.registry());
    text(out, remotes.last() == null ? "" : remotes.last().toString());
    out.writeInt(remotes.known().size());
    for (Map.Entry<String, Digest> remote : remotes.known().entrySet()) {
      text(out, remote.getKey());
      text(out, remote.getValue().toString());
    }
  }

  private static ByteBuffer bytes(List<Entry> entries) {
    return ByteBuffer.wrap(
        bytes(
            out -> {
              for (Entry entry : entries) {
                write(out, entry);
              }
            }));
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

  private interface Content {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory refuses nothing", e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #write} wrote; null if it is of another version. */
  static @Nullable StatusIndex read(ByteBuffer in) {
    try {
      if (in.getInt() != MAGIC) {
        return null;
      }
      String revision = text(in);
      String registry = text(in);
      String last = text(in);
      SortedMap<String, Digest> known = new TreeMap<>();
      for (int left = in.getInt(); left > 0; left--) {
        known.put(text(in), Digest.parse(text(in)));
      }
      Remotes remotes =
          new Remotes(
              registry.isEmpty() ? null : registry,
              last.isEmpty() ? null : Digest.parse(last),
              known);
      return new StatusIndex(revision, remotes, in.slice());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return null;
    }
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
