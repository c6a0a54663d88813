package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace remembers, and how its next bundle stands to what a reference names. Status,
 * plan and push all ask here.
 *
 * @param manifest the digest of the OCI manifest of the last sync, with whatever reference
 * @param bundle the bundle's digest of the last sync
 * @param known what the reference named when it was last pushed to or pulled from
 */
public record LastSync(@Nullable Digest manifest, @Nullable Digest bundle, @Nullable Digest known) {

  /** What is asked of the next bundle, only as far as it matters. */
  public interface Next {
    /** Whether it differs from the bundle of the last sync. */
    boolean isChanged();

    /** The digest of its manifest document; null if it cannot be made. */
    @Nullable Digest document();
  }

  /** Equal content is in sync, whoever pushed it. */
  public RemoteState standing(Tip tip, Next next) throws IOException {
    Digest there = tip.digest();
    if (there == null) {
      return RemoteState.ABSENT;
    }
    if (isSame(tip, there, next)) {
      return tip.isWhole() ? RemoteState.IN_SYNC : RemoteState.INCOMPLETE;
    }
    if (there.equals(manifest) || there.equals(known)) {
      return RemoteState.AHEAD;
    }
    boolean behind = known != null && known.equals(manifest) && !next.isChanged();
    return behind ? RemoteState.BEHIND : RemoteState.DIVERGED;
  }

  private boolean isSame(Tip tip, Digest there, Next next) throws IOException {
    return there.equals(manifest) ? !next.isChanged() : tip.holds(next::document);
  }

  /** Why a push does not replace what was never seen here. */
  WorkspaceException refusal(Reference reference, @Nullable Digest there) {
    return new WorkspaceException(
        ErrorCode.TAG_MOVED,
        List.of(reference.toString()),
        reference
            + " names "
            + there
            + (known == null
                ? ", which was never pushed from or pulled to here"
                : ", but the last sync left it at " + known),
        "pull it first and look at the differences, or force the push to replace it",
        null);
  }
}
