package io.modelops.bundle.cli;

import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.TagOptions;
import io.modelops.bundle.value.TagResult;
import picocli.CommandLine.Model.CommandSpec;

/** Names a bundle by another tag. */
final class TagCommand implements Command {
  private static final String FORCE = "--force";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "tag",
            "Give a bundle another tag where it is; nothing is copied.",
            "A tag that names something else stays (exit status 1); --force moves it.")
        .addPositional(
            Options.arguments("REF TAG", 2, "1", "The bundle, and the tag that it gets."))
        .addOption(Options.flag("Also move a tag that names something else.", "-f", FORCE))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference reference = invocation.reference(invocation.argument(0, "the bundle"));
    String tag = invocation.argument(1, "the new tag");
    Reference tagged = References.withTag(reference, tag); // which refuses what is no tag
    TagOptions guarded = TagOptions.of(invocation.registryOptions());
    TagOptions options = invocation.has(FORCE) ? guarded.withForce() : guarded;
    TagResult result = Remote.bundles(invocation).tag(reference, tagged.tagOrDigest(), options);
    Console console = invocation.console();
    console.document(BundlesDocument.tag(result));
    console.digest(result.digest(), result.reference().toString());
    console.message(
        result.isUnchanged()
            ? "The tag named this already."
            : result.before().map(old -> "The tag named " + old + " before.").orElse("A new tag."));
    return Status.DONE;
  }
}
