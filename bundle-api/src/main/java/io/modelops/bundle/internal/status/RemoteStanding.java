package io.modelops.bundle.internal.status;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a workspace stands to what a reference names now. */
record RemoteStanding(State state, Call call, StatusIndex.Remotes remotes, boolean changed) {
  /** Who asks for the status does not wait as long as who pushes. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** Asks; a remote that does not answer is unknown. */
  Remote of(Reference reference, RegistryOptions options) {
    boolean patient = options.deadline().compareTo(MAX_WAIT) > 0;
    Optional<Digest> there;
    try {
      there = resolve(reference, patient ? options.withDeadline(MAX_WAIT) : options);
    } catch (IOException | RegistryException e) {
      return Remote.of(RemoteState.UNKNOWN, null);
    }
    return there
        .map(
            digest ->
                Remote.of(
                    standing(digest, remotes.known().get(state.remembered(reference).toString())),
                    digest))
        .orElseGet(() -> Remote.of(RemoteState.ABSENT, null));
  }

  /**
   * @param there what the reference names
   * @param known what it named when this workspace last synced with it
   */
  private RemoteState standing(Digest there, @Nullable Digest known) {
    if (there.equals(remotes.last())) {
      return changed ? RemoteState.AHEAD : RemoteState.IN_SYNC;
    }
    if (there.equals(known)) {
      return RemoteState.AHEAD;
    }
    boolean ahead = changed || known == null || !known.equals(remotes.last());
    return ahead ? RemoteState.DIVERGED : RemoteState.BEHIND;
  }

  private Optional<Digest> resolve(Reference reference, RegistryOptions options)
      throws IOException {
    try (Repository repository = call.open(reference, options, call.operation())) {
      return repository.resolve(reference.tagOrDigest()).map(Descriptor::digest);
    }
  }
}
