package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Selection;
import io.modelops.bundle.value.Issue;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the project says is in its bundle.
 *
 * @param issues what is wrong in settings and sources
 */
record Selected(Selection selection, List<Issue> issues) {
  /** Chooses it, and says what is wrong, on standard error. */
  static Selected of(Invocation invocation, Bundle bundle) {
    Discovery discovery = bundle.discover();
    List<Issue> found = sorted(discovery.settings().issues(), discovery.issues());
    invocation.reportBriefly(found);
    Selection selection = discovery.select();
    invocation.report(selection.issues());
    return new Selected(selection, sorted(found, selection.issues()));
  }

  static List<Issue> sorted(List<Issue> some, List<Issue> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().sorted().toList();
  }
}
