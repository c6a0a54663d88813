package io.modelops.bundle.internal.status;

import static io.modelops.bundle.internal.project.CacheCodec.text;

import io.modelops.bundle.internal.project.CacheCodec;
import io.modelops.bundle.internal.status.StatusEntries.Cursor;
import io.modelops.bundle.internal.status.StatusEntries.Entry;
import io.modelops.bundle.internal.status.StatusEntries.KnownContent;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
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
  /** By which a store keeps it. */
  static final String NAME = "cache";

  /** "mob" and the version of all that is written, the entries included. */
  private static final int MAGIC = 0x6d6f6208;

  private final String revision;
  private final Remotes remotes;
  private final @Nullable Told told;
  private final @Nullable StatusManifest manifest;
  private final StatusSecrets secrets;
  private final StatusEntries entries;

  private StatusIndex(
      String revision,
      Remotes remotes,
      @Nullable Told told,
      @Nullable StatusManifest manifest,
      StatusSecrets secrets,
      StatusEntries entries) {
    this.revision = revision;
    this.remotes = remotes;
    this.told = told;
    this.manifest = manifest;
    this.secrets = secrets;
    this.entries = entries;
  }

  /**
   * Where the workspace stands to the outside.
   *
   * @param registry as given to init
   * @param last the digest of what was last pushed or pulled
   * @param bundle the bundle's digest of that
   * @param known the digest that each reference had when it was last pushed to or pulled from
   */
  record Remotes(
      @Nullable String registry,
      @Nullable Digest last,
      @Nullable Digest bundle,
      SortedMap<String, Digest> known) {
    static Remotes of(WorkspaceState state) {
      Synced last = state.synced();
      return new Remotes(
          state.registry(),
          last == null ? null : last.digest(),
          last == null ? null : last.content().bundleDigest(),
          state.remotes());
    }
  }

  /**
   * What a tree of sources told.
   *
   * @param tree which one, in which version: what it told is of no use to another
   * @param registry as the settings say
   * @param names of its files
   * @param models that the settings choose
   */
  record Told(String tree, @Nullable String registry, StatusNames names, StatusModels models) {}

  /**
   * The index of a state; what is known of the files is taken over from another.
   *
   * @param models of the next bundle
   */
  static StatusIndex of(
      String revision, WorkspaceState state, StatusModels models, @Nullable StatusIndex before) {
    Map<String, KnownContent> known = new HashMap<>();
    for (Cursor old = before == null ? null : before.entries.cursor();
        old != null && old.next(); ) {
      Entry entry = old.entry();
      if (entry.known() != null) {
        known.put(old.path(), entry.known());
      }
    }
    Synced last = state.synced();
    SortedMap<String, FileEntry> files =
        last == null ? Collections.emptySortedMap() : last.content().files();
    Set<String> ofModels = new HashSet<>();
    if (last != null) {
      last.content().models().values().stream().map(ModelEntry::files).forEach(ofModels::addAll);
    }
    Set<String> wanted = new HashSet<>(state.tracked());
    models.rows().forEach(model -> wanted.addAll(model.files()));
    SortedSet<String> paths = new TreeSet<>(BundlePath.ORDER);
    paths.addAll(wanted);
    paths.addAll(files.keySet());
    List<Entry> entries = new ArrayList<>(paths.size());
    for (String path : paths) {
      boolean ofModel = ofModels.contains(path);
      entries.add(
          new Entry(path, wanted.contains(path), ofModel, files.get(path), known.get(path)));
    }
    return new StatusIndex(
        revision, Remotes.of(state), null, null, StatusSecrets.NONE, StatusEntries.of(entries));
  }

  /** The same with something else that a tree told; null for nothing that lasts. */
  StatusIndex with(@Nullable Told newer) {
    return new StatusIndex(revision, remotes, newer, manifest, secrets, entries);
  }

  /** The same with another manifest on disk. */
  StatusIndex with(StatusManifest newer) {
    return new StatusIndex(revision, remotes, told, newer, secrets, entries);
  }

  /** The same with what is known of untracked files. */
  StatusIndex with(StatusSecrets newer) {
    return new StatusIndex(revision, remotes, told, manifest, newer, entries);
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
    return new StatusIndex(revision, remotes, told, manifest, secrets, StatusEntries.of(changed));
  }

  /** Whether it holds for the state of a revision. */
  boolean isOf(String stateRevision) {
    return !revision.isEmpty() && revision.equals(stateRevision);
  }

  /** Whether both hold for one state. */
  boolean isLike(StatusIndex other) {
    return revision.equals(other.revision);
  }

  Remotes remotes() {
    return remotes;
  }

  /** Null if nothing is kept. */
  @Nullable Told told() {
    return told;
  }

  /** Null if nothing is kept. */
  @Nullable StatusManifest manifest() {
    return manifest;
  }

  StatusSecrets secrets() {
    return secrets;
  }

  StatusEntries entries() {
    return entries;
  }

  ByteBuffer write() {
    byte[] head = CacheCodec.bytes(this::writeHead);
    ByteBuffer body = entries.bytes();
    return ByteBuffer.allocate(head.length + body.remaining()).put(head).put(body).flip();
  }

  private void writeHead(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    text(out, revision);
    CacheCodec.optional(out, remotes.registry());
    CacheCodec.optional(out, remotes.last());
    CacheCodec.optional(out, remotes.bundle());
    out.writeInt(remotes.known().size());
    for (Map.Entry<String, Digest> remote : remotes.known().entrySet()) {
      text(out, remote.getKey());
      text(out, remote.getValue().toString());
    }
    out.writeBoolean(told != null);
    if (told != null) {
      text(out, told.tree());
      CacheCodec.optional(out, told.registry());
      told.names().write(out);
      told.models().write(out);
    }
    out.writeBoolean(manifest != null);
    if (manifest != null) {
      manifest.write(out);
    }
    secrets.write(out);
  }

  /** Reads what {@link #write} wrote; null if it is of another version. */
  static @Nullable StatusIndex read(ByteBuffer in) {
    try {
      if (in.getInt() != MAGIC) {
        return null;
      }
      String revision = text(in);
      String registry = CacheCodec.optional(in);
      Digest last = CacheCodec.digest(in);
      Digest bundle = CacheCodec.digest(in);
      SortedMap<String, Digest> known = new TreeMap<>();
      for (int left = in.getInt(); left > 0; left--) {
        known.put(text(in), Digest.parse(text(in)));
      }
      Remotes remotes = new Remotes(registry, last, bundle, known);
      Told told = in.get() == 0 ? null : readTold(in);
      StatusManifest manifest = in.get() == 0 ? null : StatusManifest.read(in);
      StatusSecrets secrets = StatusSecrets.read(in);
      return new StatusIndex(
          revision, remotes, told, manifest, secrets, new StatusEntries(in.slice()));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Told readTold(ByteBuffer in) {
    String tree = text(in);
    String registry = CacheCodec.optional(in);
    return new Told(tree, registry, StatusNames.read(in), StatusModels.read(in));
  }

  /** Whether there is another state, or a tree told something lasting that it did not tell then. */
  boolean isNewsTo(@Nullable StatusIndex kept) {
    return kept == null
        || !isLike(kept)
        || !secrets.equals(kept.secrets)
        || (told != null && !told.equals(kept.told));
  }
}
