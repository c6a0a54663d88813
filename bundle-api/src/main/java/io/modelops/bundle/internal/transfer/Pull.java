package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.ExclusiveFile;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** One pull, or the plan of one. */
public final class Pull {
  private final PullTarget target;
  private final Reference reference;
  private final PullOptions options;

  public Pull(PullTarget target, Reference reference, PullOptions options) {
    this.target = target;
    this.reference = reference;
    this.options = options;
  }

  /** What is done once a bundle is known. */
  private interface Last<T> {
    T apply(PreparedPull prepared) throws IOException;
  }

  /** What {@link #run} would do now. Writes nothing. */
  public PullPlan plan() {
    return with(PreparedPull::plan);
  }

  /**
   * Pulls.
   *
   * @param record remembers what was pulled, once it is there; a part is not remembered
   * @throws WorkspaceException code {@code local-changes} if something would be lost
   */
  public PullResult run(Consumer<Inspection> record) {
    return with(
        prepared -> {
          prepared.requireAllowed();
          target.prepare();
          try (ExclusiveFile held = ExclusiveFile.take(target.lock())) {
            if (held == null) {
              throw locked();
            }
            return prepared.run(options.isPartial() ? bundle -> {} : record::accept);
          }
        });
  }

  private WorkspaceException locked() {
    return new WorkspaceException(
        ErrorCode.LOCKED,
        List.of(),
        "another pull to " + target.project().root() + " is under way",
        "wait for it to end",
        null);
  }

  private <T> T with(Last<T> last) {
    Project project = target.project();
    Operation operation = project.operation();
    Remote remote = new Remote(project.call(), reference, options.registry(), operation);
    try (Repository repository = project.call().open(reference, options.registry(), operation)) {
      RemoteBundle bundle = remote.read(repository);
      Supply supply = Supply.of(repository, operation);
      return last.apply(PreparedPull.of(target, options, bundle, operation, supply));
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private RegistryException failed(IOException e) {
    return new RegistryException(
        ErrorCode.PULL_FAILED,
        reference.toString(),
        0,
        "",
        "cannot pull " + reference + ": " + FileFailure.describe(e),
        "what was fetched is kept; pull again",
        e);
  }
}
