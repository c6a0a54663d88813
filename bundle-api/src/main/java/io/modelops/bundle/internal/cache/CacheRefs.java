package io.modelops.bundle.internal.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each reference named last: a file of two lines, whose time is that of its last use. */
public final class CacheRefs {
  private final List<CacheDirectory> caches;

  CacheRefs(List<CacheDirectory> caches) {
    this.caches = List.copyOf(caches);
  }

  /** A reference that was used. */
  record Ref(Path file, String reference, Digest manifest, Instant used) {}

  /** The OCI manifest that it named last; empty if nobody asked. */
  public Optional<Digest> get(Reference reference) throws IOException {
    for (CacheDirectory cache : caches) {
      Ref found = read(file(cache, reference));
      if (found != null && found.reference.equals(text(reference))) {
        return Optional.of(found.manifest);
      }
    }
    return Optional.empty();
  }

  /** Remembers what it names, and that it was used now. */
  public void put(Reference reference, Digest manifest) throws IOException {
    CacheDirectory own = caches.get(0);
    Path file = file(own, reference);
    Ref before = read(file);
    if (before != null && before.manifest.equals(manifest) && isTouched(file)) {
      return;
    }
    try (IngestFile made = IngestFile.in(own)) {
      made.write(ByteBuffer.wrap((text(reference) + "\n" + manifest + "\n").getBytes(UTF_8)));
      made.replace(file);
    }
  }

  private static boolean isTouched(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return true;
    } catch (IOException e) {
      return false; // vanished, or another user's
    }
  }

  /** Those of the cache that is written. */
  List<Ref> all() throws IOException {
    List<Ref> all = new ArrayList<>();
    for (Path file : list(caches.get(0).refs())) {
      Ref ref = read(file);
      if (ref != null) {
        all.add(ref);
      }
    }
    return all;
  }

  /** What is in a directory, which need not be there. */
  static List<Path> list(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      List<Path> all = new ArrayList<>();
      files.forEach(all::add);
      return all;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Null if there is none, or it is damaged. */
  private static @Nullable Ref read(Path file) throws IOException {
    try {
      Instant used = Files.getLastModifiedTime(file).toInstant();
      String[] lines = Files.readString(file).split("\n", -1);
      return lines.length == 3 ? new Ref(file, lines[0], Digest.parse(lines[1]), used) : null;
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * Forgets a reference, unless it was used since.
   *
   * @return whether it is forgotten
   */
  boolean drop(Ref ref) throws IOException {
    CacheDirectory own = caches.get(0);
    Path aside = own.make(own.ingest()).resolve(UUID.randomUUID() + ".part");
    try {
      Files.move(ref.file, aside);
    } catch (NoSuchFileException e) {
      return false;
    }
    Ref taken = read(aside);
    boolean old = taken == null || !taken.used.isAfter(ref.used);
    if (!old) {
      try {
        Files.createLink(ref.file, aside);
      } catch (UnsupportedOperationException | FileSystemException e) {
        // a newer one is there, or it counts as forgotten
      }
    }
    Files.deleteIfExists(aside);
    return old;
  }

  private static String text(Reference reference) {
    return reference instanceof Reference.Local local
        ? local.withPath(local.path().toAbsolutePath().normalize()).toString()
        : reference.toString();
  }

  private static Path file(CacheDirectory cache, Reference reference) {
    byte[] text = text(reference).getBytes(UTF_8);
    return cache.refs().resolve(UUID.nameUUIDFromBytes(text).toString());
  }
}
