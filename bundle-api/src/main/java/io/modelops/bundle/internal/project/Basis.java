package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer on a tree follows from: as long as all of it is as it was, so is the answer.
 *
 * @param stats of directories and files, by path; empty if they do not tell
 */
public record Basis(Map<String, FileStat> stats) {
  /**
   * Of a listing, and of files that were read, or looked for and not found. A file that comes later
   * changes its directory.
   */
  public static Basis of(Project project, SourceTree.Listing listing, Collection<String> files) {
    if (listing.basis().isEmpty()) {
      return new Basis(Map.of());
    }
    Map<String, FileStat> stats = new HashMap<>(listing.basis());
    for (String file : files) {
      try {
        stats.put(file, FileStats.of(project.root().resolve(file)));
      } catch (NoSuchFileException e) {
        // its directory tells when it comes
      } catch (IOException e) {
        return new Basis(Map.of());
      }
    }
    return new Basis(stats);
  }

  /** What this and another one follow from together. */
  public Basis and(Map<String, FileStat> others) {
    if (stats.isEmpty() || others.isEmpty()) {
      return new Basis(Map.of());
    }
    Map<String, FileStat> all = new HashMap<>(stats);
    all.putAll(others);
    return new Basis(all);
  }

  /**
   * Whether no change since a moment before the answer was sought can go unnoticed, as one can
   * where files have no number, or changed just before.
   */
  public boolean isReliable(Instant start) {
    return !stats.isEmpty() && stats.values().stream().allMatch(each -> isReliable(each, start));
  }

  /** Whether what followed from a file or directory holds as long as it is as it was. */
  public static boolean isReliable(FileStat stat, Instant moment) {
    return stat.inode() != 0 && stat.isSettled(moment);
  }

  /** Whether all is as it was. */
  public boolean holds(Path root, Operation operation) throws IOException {
    List<Map.Entry<String, FileStat>> all = List.copyOf(stats.entrySet());
    for (boolean same : operation.map(all, each -> isSame(root, each))) {
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Path root, Map.Entry<String, FileStat> then) throws IOException {
    try {
      Path path = then.getKey().isEmpty() ? root.toRealPath() : root.resolve(then.getKey());
      return FileStats.of(path).equals(then.getValue());
    } catch (FileSystemException | InvalidPathException e) {
      return false; // who looks anew tells what is wrong
    }
  }

  public void write(DataOutputStream out) throws IOException {
    out.writeInt(stats.size());
    for (Map.Entry<String, FileStat> each : stats.entrySet()) {
      CacheCodec.text(out, each.getKey());
      out.writeBoolean(each.getValue().isFile());
      CacheCodec.stat(out, each.getValue());
    }
  }

  public static Basis read(ByteBuffer in) {
    Map<String, FileStat> stats = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      String path = CacheCodec.text(in);
      stats.put(path, CacheCodec.stat(in, in.get() == 0 ? Kind.DIRECTORY : Kind.FILE));
    }
    return new Basis(stats);
  }
}
