package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads the files of a project as they are on disk: whole, unchanged while read, never a link. */
public final class ProjectFiles {
  private static final int CHUNK = 1 << 17;

  private final Path root;
  private final HashAlgorithm algorithm;

  public ProjectFiles(Path root, HashAlgorithm algorithm) {
    this.root = root;
    this.algorithm = algorithm;
  }

  /** Hashes several files at a time. */
  public Map<String, FileEntry> hash(Collection<String> paths, Operation operation) {
    check(paths);
    List<String> order = List.copyOf(paths);
    try {
      List<BasicFileAttributes> attributes = operation.map(order, this::attributes);
      long total = attributes.stream().mapToLong(BasicFileAttributes::size).sum();
      operation.started(Phase.HASH, order.size(), total);
      List<FileEntry> entries = operation.map(order, path -> hash(path, operation));
      operation.completed(Phase.HASH);
      Map<String, FileEntry> result = new TreeMap<>(BundlePath.ORDER);
      for (int i = 0; i < entries.size(); i++) {
        result.put(order.get(i), entries.get(i));
      }
      return result;
    } catch (IOException e) {
      throw new IllegalStateException("every failure names its file", e);
    }
  }

  private static void check(Collection<String> paths) {
    String current = "";
    try {
      for (String path : paths) {
        current = path;
        BundlePath.check(path);
      }
      BundlePath.checkAll(paths);
    } catch (IllegalArgumentException e) {
      throw new ManifestException(
          "bad-path",
          current,
          String.valueOf(e.getMessage()),
          "rename the file or leave it out",
          e);
    }
  }

  /** The file's content, which fails to read once it is no longer what the entry says. */
  public Blob blob(String path, FileEntry expected) {
    return () -> new VerifiedStream(path, open(path), expected, algorithm.newHasher());
  }

  /** Hashes one file. */
  public FileEntry hash(String path, Operation operation) {
    try {
      BasicFileAttributes before = attributes(path);
      HashAlgorithm.Hasher hasher = algorithm.newHasher();
      long size = 0;
      try (InputStream in = open(path)) {
        byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, before.size()))];
        // a file that grows as fast as it is read would never end
        for (int n; size <= before.size() && (n = in.read(chunk)) >= 0; size += n) {
          hasher.update(ByteBuffer.wrap(chunk, 0, n));
          operation.advanced(Phase.HASH, path, n);
        }
      }
      if (size != before.size() || !same(before, attributes(path))) {
        throw changed(path);
      }
      operation.finished(Phase.HASH, path, Outcome.DONE);
      String hex = HexFormat.of().formatHex(hasher.digest());
      return new FileEntry(new Digest(algorithm.id(), hex), size);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private InputStream open(String path) throws IOException {
    attributes(path);
    return Files.newInputStream(resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** Refuses anything but a regular file that lies below the root without a link on the way. */
  private BasicFileAttributes attributes(String path) {
    try {
      Path file = root;
      BasicFileAttributes found = null;
      for (Path component : root.relativize(resolve(path))) {
        if (found != null && !found.isDirectory()) {
          throw new NoSuchFileException(path); // what the system says here differs by JDK
        }
        file = file.resolve(component);
        found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
          throw new ManifestException(
              "symbolic-link",
              path,
              BundlePath.quote(path) + " is, or lies behind, a symbolic link",
              "a bundle holds files only: copy the file into the project",
              null);
        }
      }
      if (found == null || !found.isRegularFile()) {
        throw new ManifestException(
            "not-a-file",
            path,
            BundlePath.quote(path) + " is no regular file",
            "leave it out",
            null);
      }
      return found;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private Path resolve(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      throw new ManifestException(
          "bad-path",
          path,
          BundlePath.quote(path) + " cannot be named on this system: " + e.getReason(),
          "run with a UTF-8 locale",
          e);
    }
  }

  private static boolean same(BasicFileAttributes a, BasicFileAttributes b) {
    return a.size() == b.size()
        && a.lastModifiedTime().equals(b.lastModifiedTime())
        && Objects.equals(a.fileKey(), b.fileKey());
  }

  static ManifestException changed(String path) {
    return new ManifestException(
        "file-changed",
        path,
        BundlePath.quote(path) + " changed while it was read",
        "make the manifest again once nothing writes to the file",
        null);
  }

  private static ManifestException unreadable(String path, IOException e) {
    return e instanceof NoSuchFileException
        ? new ManifestException(
            "file-missing",
            path,
            BundlePath.quote(path) + " does not exist",
            "restore the file or leave it out",
            e)
        : new ManifestException(
            "file-unreadable",
            path,
            "cannot read " + BundlePath.quote(path) + ": " + FileFailure.reason(e),
            "see to it that it can be read, or leave it out",
            e);
  }
}
