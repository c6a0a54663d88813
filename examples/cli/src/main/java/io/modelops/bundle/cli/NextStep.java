package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.value.ManifestDifference.Changes;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.ManifestState;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.util.Optional;

/** What to do next, as the status tells; the same advice after every command. */
final class NextStep {
  private NextStep() {}

  /** After a command that changed something here; the registry is not asked. */
  static Optional<String> of(Bundle bundle) {
    try {
      return of(bundle, bundle.workspace().status());
    } catch (WorkspaceException e) {
      if (e.errorCode() != ErrorCode.NOT_INITIALIZED) {
        throw e;
      }
      boolean configured = bundle.settings().registry() != null;
      return Optional.of(configured ? "modelops-bundle push" : "modelops-bundle push REF");
    }
  }

  /** Empty if there is nothing to do. */
  static Optional<String> of(Bundle bundle, WorkspaceStatus status) {
    boolean unreadable = status.manifest() == ManifestState.UNREADABLE;
    boolean stale = unreadable || status.manifest() == ManifestState.STALE;
    if (status.reference() == null) {
      return Optional.of("modelops-bundle init REF says where to push to");
    } else if (status.tracked().isEmpty()) {
      return Optional.of(
          "modelops-bundle discover --explain tells why no class is a model; add PATH adds files");
    } else if (status.problem() != null) {
      return Optional.of(status.problem().code())
          .filter(ErrorCode.MODEL_MISSING.id()::equals)
          .map(code -> "modelops-bundle discover --save, which removes what is not there");
    } else if (status.changes().stream().anyMatch(f -> f.state() == FileState.DELETED)) {
      return Optional.of("modelops-bundle remove PATH for what was deleted on purpose");
    } else if (status.remote().state() == RemoteState.BEHIND) {
      return Optional.of("modelops-bundle pull");
    } else if (status.remote().state().isPushRefused()) {
      return Optional.of(Standing.REPLACE);
    } else if (unreadable && !ManifestCommand.isReplaceable(bundle)) {
      return Optional.of("move manifest.json away: a bundle needs this name for its own manifest");
    } else if (isPushDue(status)) {
      boolean current = status.manifest() == ManifestState.CURRENT;
      return Optional.of(current ? "modelops-bundle push" : "modelops-bundle manifest, then push");
    }
    return stale ? Optional.of("modelops-bundle manifest") : Optional.empty();
  }

  /** Where the registry does not say, what changed here does. */
  private static boolean isPushDue(WorkspaceStatus status) {
    return status.remote().state() == RemoteState.UNKNOWN
        ? !status.changes().isEmpty() || !isEmpty(status.models())
        : status.remote().state() != RemoteState.IN_SYNC;
  }

  private static boolean isEmpty(Changes changes) {
    return changes.added().isEmpty() && changes.removed().isEmpty() && changes.changed().isEmpty();
  }
}
