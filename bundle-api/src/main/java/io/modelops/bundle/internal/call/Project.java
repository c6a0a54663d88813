package io.modelops.bundle.internal.call;

import io.modelops.bundle.spi.Operation;
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

  public Operation operation() {
    return call.operation();
  }
}
