package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.files.IrregularFileException;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceFiles;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the files of a project as its tree has them: whole and unchanged while read. */
public final class ProjectFiles {
  private static final int CHUNK = 1 << 17;

  private final Path root;
  private final SourceFiles files;
  private final HashAlgorithm algorithm;

  /** Hashes as the project's manifest format does. */
  public ProjectFiles(Project project) {
    this(
        project,
        project.providers().all(SourceTree.class).stream()
            .<SourceFiles>map(tree -> tree)
            .findFirst()
            .orElseGet(DiskFiles::new));
  }

  private ProjectFiles(Project project, SourceFiles files) {
    this.root = project.root();
    this.files = files;
    String algorithm =
        project.providers().all(ManifestFormat.class).stream()
            .map(ManifestFormat::hashAlgorithm)
            .findFirst()
            .orElse(HashAlgorithm.SHA_256.id());
    this.algorithm = project.providers().hash(algorithm);
  }

  /** The files as they are on disk, whatever the project's tree shows. */
  public static ProjectFiles onDisk(Project project) {
    return new ProjectFiles(project, new DiskFiles());
  }

  /**
   * Hashes several files at a time.
   *
   * @throws ManifestException code {@code source-changed} naming the first that is not as it was
   *     read before
   */
  public Map<String, FileEntry> hash(Collection<String> paths, Inputs inputs, Operation operation) {
    List<String> order = List.copyOf(paths);
    try {
      List<Optional<FileStat>> stats = operation.map(order, this::stat);
      long total = stats.stream().flatMap(Optional::stream).mapToLong(FileStat::size).sum();
      operation.started(Phase.HASH, order.size(), total);
      List<FileEntry> entries =
          operation.map(order, path -> hash(path, inputs.read().get(path), operation));
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

  static void check(Collection<String> paths) {
    String current = "";
    try {
      for (String path : paths) {
        current = path;
        BundlePath.check(path);
      }
      BundlePath.checkAll(paths);
    } catch (IllegalArgumentException e) {
      throw new ManifestException(
          ErrorCode.BAD_PATH,
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
    return hash(path, null, operation);
  }

  /** Those of the files that differ from what is known of them in line endings only. */
  public List<String> withOtherLineEndings(Map<String, FileEntry> known, Operation operation) {
    List<Map.Entry<String, FileEntry>> files = List.copyOf(known.entrySet());
    try {
      List<Boolean> alone =
          operation.map(files, file -> hasOtherLineEndings(file.getKey(), file.getValue()));
      return IntStream.range(0, files.size())
          .filter(alone::get)
          .mapToObj(i -> files.get(i).getKey())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("what cannot be read is not alike", e);
    }
  }

  private boolean hasOtherLineEndings(String path, FileEntry known) {
    try {
      byte[] content = files.read(root, path, LineEndings.MAX_BYTES + 1);
      return content.length <= LineEndings.MAX_BYTES
          && LineEndings.alone(content, known, this::entry);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private FileEntry entry(byte[] content) {
    HashAlgorithm.Hasher hasher = algorithm.newHasher();
    hasher.update(ByteBuffer.wrap(content));
    return entry(hasher, content.length);
  }

  private FileEntry entry(HashAlgorithm.Hasher hasher, long size) {
    String hex = HexFormat.of().formatHex(hasher.digest());
    return new FileEntry(new Digest(algorithm.id(), hex), size);
  }

  private FileEntry hash(String path, @Nullable Fingerprint expected, Operation operation) {
    try {
      Optional<FileStat> before = stat(path);
      long length = before.map(FileStat::size).orElse(Long.MAX_VALUE);
      HashAlgorithm.Hasher hasher = algorithm.newHasher();
      Fingerprint.Maker fingerprint = new Fingerprint.Maker();
      long size = 0;
      try (InputStream in = open(path)) {
        byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, length))];
        // a file that grows as fast as it is read would never end
        for (int n; size <= length && (n = in.read(chunk)) >= 0; size += n) {
          hasher.update(ByteBuffer.wrap(chunk, 0, n));
          if (expected != null) {
            fingerprint.update(chunk, n);
          }
          operation.advanced(Phase.HASH, path, n);
        }
      }
      if (before.isPresent() && (size != length || !same(before.get(), stat(path)))) {
        throw changed(path);
      }
      if (expected != null && !expected.equals(fingerprint.made())) {
        throw sourceChanged(path);
      }
      operation.finished(Phase.HASH, path, Outcome.DONE);
      return entry(hasher, size);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private InputStream open(String path) {
    return named(path, () -> files.open(root, path));
  }

  private Optional<FileStat> stat(String path) {
    return named(path, () -> files.stat(root, path));
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  /** Asks something of a file; what fails names it. */
  private static <T> T named(String path, Question<T> question) {
    try {
      return question.ask();
    } catch (InvalidPathException e) {
      throw new ManifestException(
          ErrorCode.BAD_PATH,
          path,
          BundlePath.quote(path) + " cannot be named on this system: " + e.getReason(),
          "run with a UTF-8 locale",
          e);
    } catch (IrregularFileException e) {
      throw irregular(path, e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static ManifestException irregular(String path, IrregularFileException e) {
    return e.isLink()
        ? new ManifestException(
            ErrorCode.SYMBOLIC_LINK,
            path,
            BundlePath.quote(path) + " is, or lies behind, a symbolic link",
            "a bundle holds files only: copy the file into the project",
            e)
        : new ManifestException(
            ErrorCode.NOT_A_FILE,
            path,
            BundlePath.quote(path) + " is no regular file",
            "leave it out",
            e);
  }

  private static boolean same(FileStat before, Optional<FileStat> after) {
    return after.isPresent()
        && before.size() == after.get().size()
        && before.modified() == after.get().modified()
        && before.inode() == after.get().inode();
  }

  static ManifestException changed(String path) {
    return new ManifestException(
        ErrorCode.FILE_CHANGED,
        path,
        BundlePath.quote(path) + " changed while it was read",
        "make the manifest again once nothing writes to the file",
        null);
  }

  private static ManifestException sourceChanged(String path) {
    return new ManifestException(
        ErrorCode.SOURCE_CHANGED,
        path,
        BundlePath.quote(path) + " changed after its models were discovered",
        "discover again",
        null);
  }

  private static ManifestException unreadable(String path, IOException e) {
    return e instanceof NoSuchFileException
        ? new ManifestException(
            ErrorCode.FILE_MISSING,
            path,
            BundlePath.quote(path) + " does not exist",
            "restore the file or leave it out",
            e)
        : new ManifestException(
            ErrorCode.UNREADABLE,
            path,
            "cannot read " + BundlePath.quote(path) + ": " + FileFailure.reason(e),
            "see to it that it can be read, or leave it out",
            e);
  }
}
