package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.TrackingChange;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Tracks files. */
final class AddCommand implements Command {
  private static final String FORCE = "--force";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "add",
            "Add files to the bundle, besides those of its models.",
            "  modelops-bundle add models/        a directory with all that is in it",
            "  modelops-bundle add 'data/*.csv'   a pattern; ** stands for any directories",
            "",
            "All arguments are added, or, if one names nothing, none. Left out is what",
            ".modelopsignore says, and what never belongs into a bundle: keys, .env, caches,",
            "virtual environments.")
        .addPositional(Options.paths())
        .addOption(Options.flag("Also what ignore rules leave out.", "-f", FORCE));
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    Tracking tracking = new Tracking(bundle, invocation);
    AddOptions defaults = AddOptions.defaults();
    AddOptions options = invocation.has(FORCE) ? defaults.withForce() : defaults;
    TrackingChange change = tracking.apply(arguments -> bundle.workspace().add(arguments, options));
    Console console = invocation.console();
    console.document(JsonDocument.add(change));
    tracking.list(change.changed(), console.style().good("added"));
    say(console, change);
    if (!change.changed().isEmpty()) {
      NextStep.of(bundle).ifPresent(console::next);
    }
    return Status.DONE;
  }

  private static void say(Console console, TrackingChange change) {
    List<String> added = change.changed();
    if (!change.ignored().isEmpty()) {
      console.message(
          "Ignored: " + Text.some(change.ignored(), 5) + " (--force adds what is ignored)");
    }
    if (!added.isEmpty()) {
      console.message(
          Text.count(added.size(), "file") + " added, " + Text.size(change.bytes()) + ".");
    } else if (!change.unchanged().isEmpty()) {
      console.message("Nothing to add: " + tracked(change.unchanged()) + ".");
    } else {
      console.message("No files to add.");
    }
  }

  private static String tracked(List<String> files) {
    return files.size() == 1
        ? Text.show(files.get(0)) + " is tracked already"
        : Text.count(files.size(), "file") + " are tracked already";
  }
}
