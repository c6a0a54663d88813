package io.modelops.bundle.spi;

import io.modelops.bundle.value.WorkspaceState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a workspace's state is kept: after any crash there is the old state or the new one.
 *
 * <p>A {@link io.modelops.bundle.error.WorkspaceException} passes through to the caller as it is:
 * {@code locked}, {@code state-damaged}, {@code state-missing}, {@code state-newer}, {@code
 * foreign-state}.
 */
public non-sealed interface WorkspaceStore extends Provider {
  /** The name of the state directory in the project. */
  String directoryName();

  /**
   * Whether the project has a state, or something that is in its place; not, if making one was
   * interrupted.
   */
  boolean exists(Path root);

  /**
   * A directory on the project's file system for temporary files, made if it is not there; a later
   * {@link #update} removes what a killed process left in it.
   */
  Path scratch(Path root) throws IOException;

  /**
   * Makes the state.
   *
   * @return false if there is one
   * @throws IOException if it cannot be made
   */
  boolean create(Path root, WorkspaceState initial) throws IOException;

  /**
   * Reads the state.
   *
   * @throws IOException if there is none, it belongs to another user, or is damaged; the message
   *     says what to do
   */
  WorkspaceState read(Path root) throws IOException;

  /**
   * Changes the state. Changes by other processes and class loaders are not lost: each change
   * starts from the state that the one before left.
   *
   * @param change may be applied more than once; what it throws ends the update
   * @return the new state
   */
  WorkspaceState update(Path root, UnaryOperator<WorkspaceState> change, Operation operation)
      throws IOException;

  /**
   * What tells the present state from every other, without reading it; empty if it changed so
   * recently that another change might go unnoticed.
   *
   * @throws IOException as {@link #read}, but for damage
   */
  String revision(Path root) throws IOException;

  /**
   * What was last kept in the cache, unharmed; null if nothing is. Never fails.
   *
   * @param name of what is kept: small letters, digits and hyphens, the first one {@code cache}
   */
  @Nullable ByteBuffer readCache(Path root, String name);

  /** Keeps something that can be had again. A failure is no one's loss, so none is reported. */
  void writeCache(Path root, String name, ByteBuffer content);
}
