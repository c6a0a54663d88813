package io.modelops.bundle.cli;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Lists the tags of a place. */
final class TagsCommand implements Command {
  private static final String LIMIT = "--limit";
  private static final String AFTER = "--after";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "tags",
            "List the tags of a repository, layout or archive.",
            "They are sorted. --limit 100 shows the first hundred in the order of the place,",
            "and --limit 100 --after TAG the hundred after that tag.")
        .addPositional(
            Options.arguments("REF", 1, "0", "The place, such as localhost:5555/my-models."))
        .addOption(Options.value("N", "List no more than this.", LIMIT))
        .addOption(Options.value("TAG", "Begin after this tag.", AFTER))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference reference = invocation.reference(invocation.arguments().get(0));
    List<String> tags = tags(invocation, reference);
    Console console = invocation.console();
    console.document(BundlesDocument.tags(reference, tags));
    tags.forEach(tag -> console.line(Text.show(tag)));
    console.message(Text.count(tags.size(), "tag") + ".");
    return Status.DONE;
  }

  private static List<String> tags(Invocation invocation, Reference reference) {
    Bundles bundles = Remote.bundles(invocation);
    RegistryOptions options = invocation.registryOptions();
    String after = invocation.value(AFTER);
    String limit = invocation.value(LIMIT);
    if (limit == null && after == null) {
      return bundles.tags(reference, options).stream().sorted().toList();
    }
    return bundles.tags(reference, options, number(limit), after);
  }

  private static int number(@Nullable String limit) {
    if (limit == null) {
      return 1_000;
    }
    if (!limit.matches("[1-9][0-9]{0,6}")) {
      throw CommandException.usage("not a number of tags: " + limit, "--limit 100, for example");
    }
    return Integer.parseInt(limit);
  }
}
