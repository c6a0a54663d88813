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
 * whatever is wrong with it, it is made again.
 */
final class StatusIndex {
  private static final int MAGIC = 0x6d6f6203; // mob, version 3
  private static final byte UNKNOWN = 0;
  private static final byte SAME = 1;
  private static final byte OTHER = 2;

  private final String revision;
  private final Remotes remotes;
  private final List<Entry> entries;

  private StatusIndex(String revision, Remotes remotes, List<Entry> entries) {
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
  record Entry(String path, boolean wanted, @Nullable Synced synced, @Nullable KnownContent known) {
    /** The same with other knowledge. */
    Entry with(@Nullable KnownContent newer) {
      return new Entry(path, wanted, synced, newer);
    }

    /** Whether the state names it. */
    boolean isOfState() {
      return wanted || synced != null;
    }
  }

  /**
   * A file of the last bundle.
   *
   * @param digest as text, as it is hardly ever asked for
   */
  record Synced(long size, String digest) {
    Synced(FileEntry entry) {
      this(entry.size(), entry.digest().toString());
    }
  }

  /** Whether the content is that of the last bundle, as long as the file is as it was then. */
  record KnownContent(FileStat stat, boolean same) {}

  /** The index of a state; what is known of the files is taken over from another. */
  static StatusIndex of(String revision, WorkspaceState state, @Nullable StatusIndex before) {
    Map<String, Entry> known = new HashMap<>();
    if (before != null) {
      before.entries.forEach(entry -> known.put(entry.path(), entry));
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
      FileEntry file = files.get(path);
      Synced synced = file == null ? null : new Synced(file);
      entries.add(new Entry(path, wanted, synced, known(known.get(path), synced)));
    }
    Remotes remotes =
        new Remotes(state.registry(), last == null ? null : last.digest(), state.remotes());
    return new StatusIndex(revision, remotes, entries);
  }

  /** What is known of a file whose content in the last bundle may be another now. */
  private static @Nullable KnownContent known(@Nullable Entry before, @Nullable Synced synced) {
    return before != null && before.synced() != null && before.synced().equals(synced)
        ? before.known()
        : null;
  }

  /** The same with other entries. */
  StatusIndex with(List<Entry> newer) {
    return new StatusIndex(revision, remotes, newer);
  }

  /** Whether it holds for the state of a revision. */
  boolean isOf(String stateRevision) {
    return !revision.isEmpty() && revision.equals(stateRevision);
  }

  Remotes remotes() {
    return remotes;
  }

  /** Sorted by path. */
  List<Entry> entries() {
    return entries;
  }

  ByteBuffer write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory refuses nothing", e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    text(out, revision);
    text(out, remotes.registry());
    digest(out, remotes.last());
    out.writeInt(remotes.known().size());
    for (Map.Entry<String, Digest> remote : remotes.known().entrySet()) {
      text(out, remote.getKey());
      digest(out, remote.getValue());
    }
    out.writeInt(entries.size());
    for (Entry entry : entries) {
      write(out, entry);
    }
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    Synced synced = entry.synced();
    KnownContent known = entry.known();
    text(out, entry.path());
    out.writeBoolean(entry.wanted());
    text(out, synced == null ? null : synced.digest());
    out.writeLong(synced == null ? 0 : synced.size());
    out.writeByte(known == null ? UNKNOWN : known.same() ? SAME : OTHER);
    if (known != null) {
      out.writeLong(known.stat().size());
      out.writeLong(known.stat().modified());
      out.writeLong(known.stat().changed());
      out.writeLong(known.stat().inode());
    }
  }

  private static void digest(DataOutputStream out, @Nullable Digest digest) throws IOException {
    text(out, digest == null ? null : digest.toString());
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #write} wrote; null if it is anything else. */
  static @Nullable StatusIndex read(ByteBuffer in) {
    try {
      if (in.getInt() != MAGIC) {
        return null;
      }
      String revision = text(in);
      String registry = text(in);
      Digest last = digest(in);
      SortedMap<String, Digest> known = new TreeMap<>();
      for (int left = in.getInt(); left > 0; left--) {
        known.put(text(in), Digest.parse(text(in)));
      }
      List<Entry> entries = new ArrayList<>();
      for (int left = in.getInt(); left > 0; left--) {
        entries.add(entry(in));
      }
      Remotes remotes = new Remotes(registry.isEmpty() ? null : registry, last, known);
      return new StatusIndex(revision, remotes, entries);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Entry entry(ByteBuffer in) {
    String path = text(in);
    boolean wanted = in.get() != 0;
    String digest = text(in);
    long size = in.getLong();
    byte content = in.get();
    KnownContent known = null;
    if (content != UNKNOWN) {
      FileStat stat =
          new FileStat(FileStat.Kind.FILE, in.getLong(), in.getLong(), in.getLong(), in.getLong());
      known = new KnownContent(stat, content == SAME);
    }
    return new Entry(path, wanted, digest.isEmpty() ? null : new Synced(size, digest), known);
  }

  private static @Nullable Digest digest(ByteBuffer in) {
    String text = text(in);
    return text.isEmpty() ? null : Digest.parse(text);
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
