package io.modelops.bundle.cli;

import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.Reference;
import picocli.CommandLine.Model.CommandSpec;

/** Copies a bundle from place to place. */
final class CopyCommand implements Command {
  private static final String NO_REFERRERS = "--no-referrers";
  private static final String FORCE = "--force";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "copy",
            "Copy a bundle between registries, layouts and archives; only what is missing.",
            "Its digest stays the same. What refers to it, such as signatures, is copied, too.",
            "",
            "A tag that names something else stays (exit status 1); --force moves it.")
        .addPositional(
            Options.arguments("FROM TO", 2, "1", "The bundle, and where it is copied to."))
        .addOption(Options.flag("Leave out what refers to the bundle.", NO_REFERRERS))
        .addOption(Options.flag("Also move a tag that names something else.", "-f", FORCE))
        .addOption(Options.policy())
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference from = invocation.reference(invocation.argument(0, "the bundle"));
    Reference to = invocation.reference(invocation.argument(1, "where to copy it to"));
    CopyResult result = Remote.bundles(invocation).copy(from, to, options(invocation));
    Console console = invocation.console();
    console.document(BundlesDocument.copy(result));
    console.digest(result.digest(), result.target().toString());
    console.message(
        Text.count(result.sent().size(), "blob")
            + " sent, "
            + Text.size(result.bytesSent())
            + "; "
            + mounted(result)
            + result.present().size()
            + " there already"
            + referrers(result)
            + ".");
    return Status.DONE;
  }

  private static CopyOptions options(Invocation invocation) {
    CopyOptions options = CopyOptions.of(invocation.registryOptions());
    options = invocation.has(FORCE) ? options.withForce() : options;
    return invocation.has(NO_REFERRERS) ? options.withoutReferrers() : options;
  }

  private static String mounted(CopyResult result) {
    return result.mounted().isEmpty()
        ? ""
        : result.mounted().size() + " taken over from another repository; ";
  }

  private static String referrers(CopyResult result) {
    int count = result.referrers().size();
    return count == 0 ? "" : "; " + Text.count(count, "manifest") + " that refer to it";
  }
}
