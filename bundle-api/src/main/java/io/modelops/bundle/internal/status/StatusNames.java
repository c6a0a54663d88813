package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.project.Basis;
import io.modelops.bundle.internal.project.CacheCodec;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Issue;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
public record StatusNames(Basis basis, List<String> others, Set<String> missing) {
  /**
   * The names of a listing; null if a change might go unnoticed.
   *
   * @param start a moment before the listing
   * @param basis what the listing, and whatever else is told of the tree, follows from
   */
  static @Nullable StatusNames of(
      SourceTree.Listing listing,
      Instant start,
      Basis basis,
      List<String> others,
      Set<String> missing) {
    boolean complete = listing.issues().stream().noneMatch(Issue::incomplete);
    return complete && basis.isReliable(start) ? new StatusNames(basis, others, missing) : null;
  }

  /** Whether a listing would find the same names now. */
  boolean hold(Path root, Operation operation) {
    return State.io("look at the directories", () -> basis.holds(root, operation));
  }

  void write(DataOutputStream out) throws IOException {
    basis.write(out);
    CacheCodec.texts(out, others);
    CacheCodec.texts(out, missing);
  }

  static StatusNames read(ByteBuffer in) {
    Basis basis = Basis.read(in);
    return new StatusNames(basis, CacheCodec.texts(in), Set.copyOf(CacheCodec.texts(in)));
  }
}
