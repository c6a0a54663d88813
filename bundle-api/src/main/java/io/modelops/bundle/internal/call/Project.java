package io.modelops.bundle.internal.call;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import java.nio.file.Path;

/**
 * A project, and how calls on it run.
 *
 * @param root absolute
 */
public record Project(Path root, Call call) {
  public ProviderSet providers() {
    return call.providers();
  }

  /** A copy that reads through another tree. */
  public Project with(SourceTree tree) {
    return new Project(root, call.with(call.providers().with(tree)));
  }

  public Operation operation() {
    return call.operation();
  }
}
