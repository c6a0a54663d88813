package io.modelops.bundle.cli;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.Reference;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Sees to it that a bundle is here. */
final class EnsureCommand implements Command {
  private static final String OFFLINE = "--offline";
  private static final String VERIFY = "--verify";
  private static final String ALWAYS = "always";
  private static final String CHANGED = "changed";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "ensure",
            "See to it that a bundle is here: in DIR, or without DIR in the cache.",
            "It may be run again and again, by many at a time: what is here is not fetched.",
            "If all is here, a reference by digest asks nothing of the registry. DIR is no",
            "project; if files in it were edited, or others are in the way, it is refused",
            "(exit status 1).",
            "",
            "  modelops-bundle ensure ghcr.io/lab/seir@sha256:... /work/seir",
            "  modelops-bundle ensure --offline ghcr.io/lab/seir:v1 /work/seir")
        .addPositional(Options.arguments("REF [DIR]", 1, "1", "The bundle, and where it is to be."))
        .addOption(PullCommand.paths())
        .addOption(PullCommand.models())
        .addOption(Options.flag("Do not ask the registry.", OFFLINE))
        .addOption(
            Options.choice(
                "WHAT",
                List.of(ALWAYS, CHANGED),
                "Hash what the cache has always, or if it changed (default).",
                VERIFY))
        .addOption(Caches.directory())
        .addOption(Caches.lower())
        .addOption(Options.policy())
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference reference = invocation.reference(invocation.argument(0, "the bundle"));
    List<String> given = invocation.arguments();
    Bundles bundles = Remote.bundles(invocation);
    EnsureResult result =
        given.size() == 1
            ? bundles.ensure(reference, options(invocation))
            : bundles.ensure(reference, directory(invocation, given.get(1)), options(invocation));
    Console console = invocation.console();
    console.document(BundlesDocument.ensure(result));
    console.digest(result.bundle().manifest().digest(), reference.toString());
    console.message(
        Text.count(result.files().size(), "file")
            + " in "
            + result.directory().map(Text::show).orElse("the cache")
            + "; "
            + source(result)
            + ".");
    return Status.DONE;
  }

  private static Path directory(Invocation invocation, String given) {
    return Invocation.path(invocation.directory(), given).normalize();
  }

  private static EnsureOptions options(Invocation invocation) {
    EnsureOptions options =
        EnsureOptions.of(invocation.registryOptions())
            .withPaths(PullCommand.patterns(invocation))
            .withModels(invocation.values(PullCommand.MODEL))
            .withCache(Caches.options(invocation));
    options = invocation.has(OFFLINE) ? options.withOffline() : options;
    String verify = invocation.value(VERIFY);
    if (verify != null && !verify.equals(ALWAYS) && !verify.equals(CHANGED)) {
      throw CommandException.usage(
          "--verify takes always or changed, not " + verify, "leave it out for changed");
    }
    return ALWAYS.equals(verify) ? options.withHashing() : options;
  }

  private static String source(EnsureResult result) {
    if (result.origin() == EnsureResult.Origin.HERE) {
      return "nothing was asked of the registry";
    }
    return result.fetched().isEmpty()
        ? "nothing was fetched"
        : Text.size(result.bytesFetched()) + " fetched";
  }
}
