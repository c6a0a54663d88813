package io.modelops.bundle.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workspace's state or its files stand in the way. */
public final class WorkspaceException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> paths;

  /**
   * @param paths what it is about: relative to the project, or the state's own
   */
  public WorkspaceException(
      String code, List<String> paths, String message, String hint, @Nullable Throwable cause) {
    super(code, message, hint, false, cause);
    this.paths = List.copyOf(paths);
  }

  public List<String> paths() {
    return paths;
  }
}
