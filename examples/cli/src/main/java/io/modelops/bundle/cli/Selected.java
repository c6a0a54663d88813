package io.modelops.bundle.cli;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.Selection;

/** What the project says is in its bundle. */
final class Selected {
  private Selected() {}

  /** Chooses it, and says what is wrong in sources and settings, on standard error. */
  static Selection of(Invocation invocation, Discovery discovery) {
    invocation.report(discovery.issues());
    Selection selection = discovery.select();
    invocation.report(selection.issues());
    return selection;
  }
}
