package io.modelops.bundle.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workspace's state or its files stand in the way. */
public final class WorkspaceException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> paths; // of a type that can be serialised

  /**
   * @param paths what it is about: relative to the project, or the state's own
   */
  public WorkspaceException(
      ErrorCode code, List<String> paths, String message, String hint, @Nullable Throwable cause) {
    super(code, message, hint, cause);
    this.paths = new ArrayList<>(paths);
  }

  public List<String> paths() {
    return Collections.unmodifiableList(paths);
  }
}
