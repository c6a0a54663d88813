package io.modelops.bundle.internal.status;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.transfer.LastSync;
import io.modelops.bundle.internal.transfer.Remote;
import io.modelops.bundle.internal.transfer.Tip;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceStatus;
import java.io.IOException;
import java.time.Duration;

/** How the next bundle of a workspace stands to what a reference names now. */
record RemoteStanding(State state, Call call, StatusIndex.Remotes remotes, NextBundle next) {
  /** Who asks for the status does not wait as long as who pushes. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** Asks; a remote that does not answer, or refuses to, is unknown. */
  WorkspaceStatus.Remote of(Reference reference, RegistryOptions options) {
    boolean patient = options.deadline().compareTo(MAX_WAIT) > 0;
    RegistryOptions hasty = patient ? options.withDeadline(MAX_WAIT) : options;
    Operation operation = call.operation();
    try (Repository repository = call.open(reference, hasty, operation)) {
      Tip tip = Tip.of(call, reference, hasty, operation, repository);
      LastSync last =
          new LastSync(
              remotes.last(),
              remotes.bundle(),
              remotes.known().get(state.remembered(reference).toString()));
      return WorkspaceStatus.Remote.of(last.standing(tip, next), tip.digest());
    } catch (RegistryException e) {
      return WorkspaceStatus.Remote.unknown(e);
    } catch (IOException e) {
      return WorkspaceStatus.Remote.unknown(Remote.unreadable(reference, e));
    }
  }
}
