package io.modelops.bundle.registry.archive;

import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.registry.local.BlobStream;
import io.modelops.bundle.registry.local.ChannelRange;
import io.modelops.bundle.registry.local.DurableFile;
import io.modelops.bundle.registry.local.IndexedRepository;
import io.modelops.bundle.registry.local.LayoutJson;
import io.modelops.bundle.registry.tar.TarEntry;
import io.modelops.bundle.registry.tar.TarMember;
import io.modelops.bundle.registry.tar.TarStream;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads an image layout in a tar archive. Blobs are read where they lie. What is pushed
 * waits beside the archive until a manifest is stored or tagged; then the whole archive is written
 * anew and takes the place of the old one. All that was in that stays; entries are sorted, and have
 * neither time nor owner, so that equal content gives equal bytes.
 */
final class ArchiveRepository extends IndexedRepository {
  private static final int CHUNK = 1 << 17;

  private final ArchiveFile file;
  private final Settings settings;
  private final Staging staging;

  ArchiveRepository(Reference.Archive reference, ArchiveFile file, Settings settings) {
    super(reference, settings);
    this.file = file;
    this.settings = settings;
    this.staging = new Staging(file.directory());
  }

  @Override
  public boolean exists(Descriptor blob) throws IOException {
    Staging.Part staged = staging.of(blob.digest());
    return (staged != null && staged.size() == blob.size()) || file.contents().has(blob);
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    staging.push(blob, content);
  }

  @Override
  public InputStream openBlob(Descriptor blob, long offset) throws IOException {
    Staging.Part staged = staging.of(blob.digest());
    if (staged != null && staged.size() == blob.size()) {
      InputStream in = staged.open();
      in.skipNBytes(offset);
      return in;
    }
    return file.open(contents -> open(contents, blob, offset));
  }

  private InputStream open(ArchiveContents contents, Descriptor blob, long offset)
      throws IOException {
    String name = ArchiveContents.name(blob.digest());
    TarMember member = contents.blob(blob.digest());
    if (member == null) {
      throw missing(blob, name);
    }
    String mend = "push the bundle again";
    if (member.size() != blob.size()) {
      throw damaged(blob, name, mend);
    }
    return BlobStream.open(
        file.path(), member.offset(), blob, offset, () -> damaged(blob, name, mend));
  }

  @Override
  public boolean deleteBlob(Digest blob) throws IOException {
    boolean staged = staging.forget(blob);
    boolean there = file.contents().blob(blob) != null;
    return (there && rewrite(index -> index, blob)) || staged;
  }

  @Override
  protected byte @Nullable [] small(Digest blob, int limit) throws IOException {
    Staging.Part staged = staging.of(blob);
    TarMember member = file.contents().blob(blob);
    long size = staged != null ? staged.size() : member != null ? member.size() : limit + 1L;
    if (size > limit) {
      return null;
    }
    try (InputStream in = openBlob(new Descriptor("*/*", blob, size), 0)) {
      return in.readAllBytes();
    }
  }

  @Override
  protected void store(Descriptor manifest, Blob content) throws IOException {
    if (!isIntact(manifest)) {
      push(manifest, content);
    }
  }

  @Override
  protected byte @Nullable [] index() throws IOException {
    return file.contents().index();
  }

  @Override
  protected boolean change(Change change) throws IOException {
    return rewrite(change, null);
  }

  /**
   * @param dropped a blob that goes
   */
  private boolean rewrite(Change change, @Nullable Digest dropped) throws IOException {
    DurableFile.directories(file.directory());
    ArchiveLock lock = ArchiveLock.acquire(file.path(), settings);
    boolean changed;
    try (lock) {
      changed = replace(change, dropped);
    }
    confirm(file.directory());
    TemporaryFile.removeLeftovers(file.directory());
    return changed;
  }

  /** Starts over if another program has changed the archive, which knows nothing of our lock. */
  private boolean replace(Change change, @Nullable Digest dropped) throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      settings.operation().check();
      ArchiveContents old = file.contents();
      Map<Digest, Staging.Part> pushed = staging.parts();
      byte[] updated = changed(old.index(), change);
      if (pushed.isEmpty() && dropped == null && Arrays.equals(old.index(), updated)) {
        return false;
      }
      if (write(old, pushed, updated, dropped)) {
        staging.forget(pushed);
        return true;
      }
    }
    throw new IOException("others keep changing " + file.path());
  }

  private boolean write(
      ArchiveContents old, Map<Digest, Staging.Part> pushed, byte[] index, @Nullable Digest dropped)
      throws IOException {
    SortedMap<String, TarEntry> entries = new TreeMap<>();
    old.members().forEach((name, member) -> add(entries, name, member.size(), content(member)));
    pushed.forEach((d, part) -> add(entries, ArchiveContents.name(d), part.size(), part));
    if (dropped != null) {
      entries.remove(ArchiveContents.name(dropped));
    }
    add(entries, ArchiveContents.MARKER, LayoutJson.MARKER);
    add(entries, ArchiveContents.INDEX, index);
    try (DurableFile target = new DurableFile(file.directory())) {
      copy(new TarStream(List.copyOf(entries.values())), target);
      boolean still = file.isStill(old);
      if (still) {
        target.replace(file.path());
      }
      return still;
    }
  }

  private Blob content(TarMember member) {
    return () -> ChannelRange.of(file.path(), member.offset(), member.offset() + member.size());
  }

  private static void add(SortedMap<String, TarEntry> entries, String name, byte[] content) {
    add(entries, name, content.length, Blob.of(content));
  }

  /** With the directories that it lies in. */
  private static void add(
      SortedMap<String, TarEntry> entries, String name, long size, Blob content) {
    for (int end = name.indexOf('/') + 1; end > 0; end = name.indexOf('/', end) + 1) {
      entries.computeIfAbsent(name.substring(0, end), TarEntry::directory);
    }
    if (!name.endsWith("/")) {
      entries.put(name, new TarEntry(name, size, content));
    }
  }

  private void copy(InputStream tar, DurableFile target) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (tar) {
      for (int n; (n = tar.read(chunk)) >= 0; ) {
        settings.operation().check();
        target.write(ByteBuffer.wrap(chunk, 0, n));
      }
    }
  }

  @Override
  public void close() throws IOException {
    staging.close();
  }
}
