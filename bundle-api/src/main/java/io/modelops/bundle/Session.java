package io.modelops.bundle;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.SearchMemory;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of searches for the models of a project, for programs that ask again and again: editors,
 * and tools that watch files. It keeps what each source says, by content, so that another search
 * reads and parses what has changed. The answer is that of {@link Bundle#discover()}, always.
 *
 * <p>Copies that {@link #withCancellation} and the like make share what is kept. Searches run one
 * at a time: a call waits for one that runs on another thread. What was kept goes with the session
 * and the discoveries that it has made.
 */
public final class Session extends Stage<Session> {
  private final Project project;
  private final @Nullable DiscoveryOptions options;
  private final SearchMemory memory;

  /**
   * @param options null: as the settings say
   */
  Session(Project project, @Nullable DiscoveryOptions options, SearchMemory memory) {
    this.project = project;
    this.options = options;
    this.memory = memory;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Session with(Call call) {
    return new Session(new Project(project.root(), call), options, memory);
  }

  /**
   * This session, which from now on keeps its last answer on disk, too, and begins with the one
   * that an earlier session has left there: where nothing has changed, no source is read. Answers
   * are kept in the workspace; of a project without one, in the user's cache directory, if the
   * environment tells where that is. Several processes may do so at once. What is damaged, or of
   * another version, is ignored.
   */
  public Session onDisk() {
    memory.keepOnDisk();
    return this;
  }

  /**
   * Finds the models. Files are read again unless the file system says that they are as they were.
   * A tree that has no {@link io.modelops.bundle.spi.SourceTree.Listing#stats()} is read whole.
   *
   * @throws DiscoveryException as {@link Bundle#discover()}
   * @throws ConfigurationException if pyproject.toml is wrong
   */
  public Discovery discover() {
    synchronized (memory) {
      memory.changed();
      return Discovery.run(project, options, memory);
    }
  }

  /**
   * Finds the models after some files changed, and reads only these again. Files are listed again
   * only if one of the paths is not that of a file that was listed, and is still there.
   *
   * @param changed all that has changed since the search before, relative to the project, {@code
   *     /}-separated: files that were written, created or deleted, also ignored ones, and
   *     directories that were created, deleted or renamed, under both names
   * @throws IllegalArgumentException naming a path that is not clean
   * @throws DiscoveryException as {@link Bundle#discover()}; the paths are still known as changed
   * @throws ConfigurationException if pyproject.toml is wrong
   */
  public Discovery discover(Collection<String> changed) {
    changed.forEach(BundlePath::check);
    synchronized (memory) {
      memory.changed(project, Set.copyOf(changed));
      return Discovery.run(project, options, memory);
    }
  }
}
