package io.modelops.bundle;

import io.modelops.bundle.spi.FileFailure;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.WorkspaceState;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/** The state of one workspace, and how its failures are told. */
final class State {
  private final Context context;
  private final WorkspaceStore store;

  State(Context context, WorkspaceStore store) {
    this.context = context;
    this.store = store;
  }

  WorkspaceStore store() {
    return store;
  }

  WorkspaceState read() {
    return io("read the workspace's state", () -> store.read(context.root()));
  }

  /** What tells the present state from every other; empty if that is not sure. */
  String revision() {
    return io("look for the workspace's state", () -> store.revision(context.root()));
  }

  /**
   * Changes the state.
   *
   * @param command whose change it is
   */
  WorkspaceState update(String command, UnaryOperator<WorkspaceState> change) {
    return io(command, () -> store.update(context.root(), change, context.operation()));
  }

  /** Work with files. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  static <T> T io(String doing, Work<T> work) {
    try {
      return work.run();
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted: " + doing);
    } catch (IOException e) {
      throw new WorkspaceException(
          "workspace-failed",
          List.of(),
          "cannot " + doing + ": " + FileFailure.describe(e),
          "check permissions and space",
          e);
    }
  }
}
