package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import io.modelops.bundle.value.Issue;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names a listing found, said by how they differ from those of a {@link StatusIndex}: as long
 * as it holds, no directory needs to be read again.
 *
 * @param basis what it follows from, see {@link SourceTree.Listing}
 * @param others names that are not in the index
 * @param missing names of the index that were not found
 */
public record StatusNames(Map<String, FileStat> basis, List<String> others, Set<String> missing) {
  /**
   * The names of a listing; null if a change might go unnoticed, as one can where directories have
   * no number, or changed just before.
   *
   * @param start a moment before the listing
   * @param basis what the listing, and whatever else is told of the tree, follows from; empty if
   *     that is not known
   */
  static @Nullable StatusNames of(
      SourceTree.Listing listing,
      Instant start,
      Map<String, FileStat> basis,
      List<String> others,
      Set<String> missing) {
    boolean complete = listing.issues().stream().noneMatch(Issue::incomplete);
    return complete && !basis.isEmpty() && basis.values().stream().allMatch(s -> reliable(s, start))
        ? new StatusNames(basis, others, missing)
        : null;
  }

  /** Whether what followed from a file or directory holds as long as it is as it was. */
  static boolean reliable(FileStat stat, Instant moment) {
    return stat.inode() != 0 && stat.isSettled(moment);
  }

  /** Whether a listing would find the same names now. */
  boolean hold(Path root, Operation operation) {
    List<Map.Entry<String, FileStat>> stats = List.copyOf(basis.entrySet());
    return State.io("look at the directories", () -> operation.map(stats, s -> isSame(root, s)))
        .stream()
        .allMatch(same -> same);
  }

  private static boolean isSame(Path root, Map.Entry<String, FileStat> then) throws IOException {
    try {
      Path path = then.getKey().isEmpty() ? root.toRealPath() : root.resolve(then.getKey());
      return FileStats.of(path).equals(then.getValue());
    } catch (FileSystemException | InvalidPathException e) {
      return false; // a listing tells what is wrong
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(basis.size());
    for (Map.Entry<String, FileStat> each : basis.entrySet()) {
      StatusCodec.text(out, each.getKey());
      out.writeBoolean(each.getValue().isFile());
      StatusCodec.stat(out, each.getValue());
    }
    StatusCodec.texts(out, others);
    StatusCodec.texts(out, missing);
  }

  static StatusNames read(ByteBuffer in) {
    Map<String, FileStat> basis = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      String path = StatusCodec.text(in);
      basis.put(path, StatusCodec.stat(in, in.get() == 0 ? Kind.DIRECTORY : Kind.FILE));
    }
    return new StatusNames(basis, StatusCodec.texts(in), Set.copyOf(StatusCodec.texts(in)));
  }
}
