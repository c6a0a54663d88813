package io.modelops.bundle.internal.status;

import static io.modelops.bundle.internal.status.StatusCodec.text;

import io.modelops.bundle.internal.status.StatusEntries.Cursor;
import io.modelops.bundle.internal.status.StatusEntries.Entry;
import io.modelops.bundle.internal.status.StatusEntries.KnownContent;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.WorkspaceState;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
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
public final class StatusIndex {
  /** "mob" and the version of all that is written, the entries included. */
  private static final int MAGIC = 0x6d6f6205;

  private final String revision;
  private final Remotes remotes;
  private final @Nullable Told told;
  private final StatusEntries entries;

  private StatusIndex(
      String revision, Remotes remotes, @Nullable Told told, StatusEntries entries) {
    this.revision = revision;
    this.remotes = remotes;
    this.told = told;
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
   * What a tree of sources told.
   *
   * @param tree which one, in which version: what it told is of no use to another
   * @param settings to be read again if names is null: then the tree may be more than the disk
   */
  record Told(String tree, StatusSettings settings, @Nullable StatusNames names) {}

  /** The index of a state; what is known of the files is taken over from another. */
  static StatusIndex of(String revision, WorkspaceState state, @Nullable StatusIndex before) {
    Map<String, Entry> known = new HashMap<>();
    for (Cursor old = before == null ? null : before.entries.cursor();
        old != null && old.next(); ) {
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
    return new StatusIndex(revision, remotes, toldOfSettings(before), StatusEntries.of(entries));
  }

  /** What other names in the index leave true of what was told. */
  private static @Nullable Told toldOfSettings(@Nullable StatusIndex before) {
    Told told = before == null ? null : before.told;
    return told == null ? null : new Told(told.tree(), told.settings(), null);
  }

  /** What is known of a file whose content in the last bundle may be another now. */
  private static @Nullable KnownContent known(@Nullable Entry before, @Nullable FileEntry synced) {
    return before != null && before.synced() != null && before.synced().equals(synced)
        ? before.known()
        : null;
  }

  /** The same with something else that a tree told. */
  StatusIndex with(Told newerTold) {
    return new StatusIndex(revision, remotes, newerTold, entries);
  }

  /**
   * The same with other knowledge of some files.
   *
   * @param newer by path; null for nothing
   */
  StatusIndex with(Map<String, @Nullable KnownContent> newer) {
    List<Entry> changed = new ArrayList<>();
    for (Cursor old = entries.cursor(); old.next(); ) {
      Entry entry = old.entry();
      boolean looked = newer.containsKey(entry.path());
      changed.add(looked ? entry.with(newer.get(entry.path())) : entry);
    }
    return new StatusIndex(revision, remotes, told, StatusEntries.of(changed));
  }

  /** Whether it holds for the state of a revision. */
  boolean isOf(String stateRevision) {
    return !revision.isEmpty() && revision.equals(stateRevision);
  }

  Remotes remotes() {
    return remotes;
  }

  /** Null if nothing is kept. */
  @Nullable Told told() {
    return told;
  }

  StatusEntries entries() {
    return entries;
  }

  ByteBuffer write() {
    byte[] head = StatusCodec.bytes(this::writeHead);
    ByteBuffer body = entries.bytes();
    return ByteBuffer.allocate(head.length + body.remaining()).put(head).put(body).flip();
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
    out.writeBoolean(told != null);
    if (told != null) {
      text(out, told.tree());
      told.settings().write(out);
      out.writeBoolean(told.names() != null);
      if (told.names() != null) {
        told.names().write(out);
      }
    }
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
      Told told = in.get() == 0 ? null : readTold(in);
      return new StatusIndex(revision, remotes, told, new StatusEntries(in.slice()));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Told readTold(ByteBuffer in) {
    String tree = text(in);
    StatusSettings settings = StatusSettings.read(in);
    return new Told(tree, settings, in.get() == 0 ? null : StatusNames.read(in));
  }
}
