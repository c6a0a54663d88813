package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Selection;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the project says is in its bundle.
 *
 * @param discovery from which it was chosen
 * @param issues what is wrong in settings and sources
 * @param named whether pyproject.toml says which models
 */
record Selected(Discovery discovery, Selection selection, List<Issue> issues, boolean named) {
  /** Chooses it, and says what is wrong, on standard error. */
  static Selected of(Invocation invocation, Bundle bundle) {
    Discovery discovery = bundle.session().onDisk().discover();
    Settings settings = discovery.settings();
    List<Issue> found = sorted(settings.issues(), discovery.issues());
    invocation.reportBriefly(found, "discover");
    Selection selection = discovery.select();
    boolean named = settings.namesModels();
    if (named && selection.models().isEmpty()) {
      invocation
          .console()
          .warning(
              "models = [] in pyproject.toml says that no model is in the bundle;"
                  + " modelops-bundle discover --save names those that are there");
    }
    invocation.reportBriefly(selection.issues(), "manifest --json");
    return new Selected(discovery, selection, sorted(found, selection.issues()), named);
  }

  /** The manifest of it. What it lacks must not go unnoticed. */
  Manifest manifest(Console console) {
    Manifest manifest = selection.manifest();
    if (!named && manifest.content().models().isEmpty()) {
      console.warning("no class is a model, so no model is in the bundle");
    }
    return manifest;
  }

  static List<Issue> sorted(List<Issue> some, List<Issue> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().sorted().toList();
  }
}
