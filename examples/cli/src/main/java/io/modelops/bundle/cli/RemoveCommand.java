package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.TrackingChange;
import java.nio.file.Files;
import picocli.CommandLine.Model.CommandSpec;

/** Tracks files no longer. */
final class RemoveCommand implements Command {
  private static final String DELETE = "--rm";
  private static final String FORCE = "--force";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "remove",
            "Remove files from the bundle; they stay on disk.",
            "Files of a model belong to the bundle as long as the model does: see",
            "[tool.modelops-bundle] in pyproject.toml.")
        .addPositional(Options.paths())
        .addOption(Options.flag("Delete them from disk, too.", DELETE))
        .addOption(
            Options.flag("Delete them even if never pushed, or changed since.", "-f", FORCE));
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    boolean delete = invocation.has(DELETE);
    RemoveOptions plain = RemoveOptions.defaults();
    RemoveOptions deleting = delete ? plain.withDelete() : plain;
    RemoveOptions options = invocation.has(FORCE) ? deleting.withForce() : deleting;
    Tracking tracking = new Tracking(bundle, invocation);
    TrackingChange change =
        tracking.apply(arguments -> bundle.workspace().remove(arguments, options));
    Console console = invocation.console();
    console.document(JsonDocument.remove(change, options));
    tracking.list(change.changed(), delete ? "deleted" : "removed");
    if (change.changed().isEmpty()) {
      console.message("Nothing to remove: not tracked: " + Text.some(change.unchanged(), 5));
      console.next("modelops-bundle status shows what is tracked");
    } else {
      console.message(
          Text.count(change.changed().size(), "file")
              + (delete ? " deleted." : " no longer tracked" + left(bundle, change) + "."));
    }
    return Status.DONE;
  }

  private static String left(Bundle bundle, TrackingChange change) {
    long there =
        change.changed().stream()
            .filter(path -> Files.exists(bundle.directory().resolve(path)))
            .count();
    String count = there == change.changed().size() ? "" : Text.grouped(there) + " ";
    return there == 0 ? "" : "; " + count + "still on disk";
  }
}
