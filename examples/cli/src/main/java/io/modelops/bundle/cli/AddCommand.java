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
  private static final String DRY_RUN = "--dry-run";
  private static final String VERBOSE = "--verbose";
  private static final String NO_GITIGNORE = "--no-gitignore";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "add",
            "Add files to the bundle, besides those of its models.",
            "  modelops-bundle add models/        a directory with all that is in it",
            "  modelops-bundle add 'data/*.csv'   a pattern; ** stands for any directories",
            "",
            "All arguments are added, or, if one names nothing, none. Left out is what",
            ".modelopsignore says, what looks like a key or password file, caches,",
            "environments and links; in directories and patterns also what .gitignore says.")
        .addPositional(Options.paths())
        .addOption(Options.flag("Only show what would be added.", "-n", DRY_RUN))
        .addOption(Options.flag("List also what is left out, and why.", "-v", VERBOSE))
        .addOption(Options.flag("Also what git ignores.", NO_GITIGNORE))
        .addOption(Options.flag("Also what is ignored or looks like a secret.", "-f", FORCE));
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    Tracking tracking = new Tracking(bundle, invocation);
    AddOptions options = options(invocation);
    TrackingChange change = tracking.apply(arguments -> bundle.workspace().add(arguments, options));
    Console console = invocation.console();
    console.document(JsonDocument.add(change, options));
    String added = console.style().good(options.dryRun() ? "would add" : "added");
    tracking.list(change.changed(), added);
    change.replaced().forEach(path -> console.line("gone  " + Text.show(path)));
    Omissions omissions = new Omissions(change);
    if (invocation.has(VERBOSE)) {
      omissions.list(console);
    }
    say(console, change, options);
    omissions.summarize(console, invocation.has(VERBOSE));
    return omissions.refuse(console) ? Status.REFUSED : Status.DONE;
  }

  private static AddOptions options(Invocation invocation) {
    AddOptions options = AddOptions.defaults();
    options = invocation.has(FORCE) ? options.withForce() : options;
    options = invocation.has(DRY_RUN) ? options.withDryRun() : options;
    return invocation.has(NO_GITIGNORE) ? options.withoutGitIgnore() : options;
  }

  private static void say(Console console, TrackingChange change, AddOptions options) {
    List<String> added = change.changed();
    if (!added.isEmpty()) {
      console.message(
          Text.count(added.size(), "file")
              + (options.dryRun() ? " would be added, " : " added, ")
              + Text.size(change.bytes())
              + ".");
    } else if (!change.unchanged().isEmpty()) {
      console.message("Nothing to add: " + tracked(change.unchanged()) + ".");
    } else if (change.ignored().isEmpty()) {
      console.message("No files to add.");
    }
    if (!added.isEmpty() && !options.dryRun()) {
      console.next("modelops-bundle manifest, then push");
    }
  }

  private static String tracked(List<String> files) {
    return files.size() == 1
        ? Text.show(files.get(0)) + " is tracked already"
        : Text.count(files.size(), "file") + " are tracked already";
  }
}
