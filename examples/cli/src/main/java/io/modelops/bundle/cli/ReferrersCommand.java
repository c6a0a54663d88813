package io.modelops.bundle.cli;

import io.modelops.bundle.Referrers;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Lists what refers to a bundle, and brings or deletes one of them. */
final class ReferrersCommand implements Command {
  private static final String TYPE = "--type";
  private static final String FETCH = "--fetch";
  private static final String DELETE = "--delete";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "referrers",
            "List what refers to a bundle: signatures, reports and other things attached.",
            "  modelops-bundle referrers ghcr.io/lab/seir:v1",
            "  modelops-bundle referrers ghcr.io/lab/seir:v1 --fetch sha256:... -o paper.pdf")
        .addPositional(
            Options.arguments("REF", 1, "0", "The bundle, such as localhost:5555/my-models:v1."))
        .addOption(Options.value("TYPE", "Only those of this type.", TYPE))
        .addOption(Options.value("DIGEST", "Fetch the content of this one.", FETCH))
        .addOption(Options.output("Write the content into this new file."))
        .addOption(Options.value("DIGEST", "Delete this one.", DELETE))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference reference = invocation.reference(invocation.arguments().get(0));
    String fetched = invocation.value(FETCH);
    String deleted = invocation.value(DELETE);
    if (fetched != null && deleted != null) {
      throw CommandException.usage("--fetch and --delete together", "fetch first, then delete");
    }
    if (fetched == null && invocation.value(Options.OUTPUT) != null) {
      throw CommandException.usage("--output without --fetch", "--fetch DIGEST says what to write");
    }
    Referrers referrers =
        Remote.bundles(invocation).referrers(reference, invocation.registryOptions());
    if (fetched != null) {
      new FetchedContent(invocation, referrers).fetch(digest(fetched));
    } else if (deleted != null) {
      delete(invocation, referrers, digest(deleted));
    } else {
      list(invocation, referrers);
    }
    return Status.DONE;
  }

  private static Digest digest(String typed) {
    try {
      return Digest.parse(typed);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          String.valueOf(e.getMessage()), "modelops-bundle referrers REF lists the digests");
    }
  }

  private static void list(Invocation invocation, Referrers referrers) {
    String type = invocation.value(TYPE);
    List<Descriptor> all = type == null ? referrers.list() : referrers.list(type);
    Console console = invocation.console();
    console.document(BundlesDocument.referrers(referrers.reference(), all));
    for (Descriptor each : all) {
      console.digest(each.digest(), String.valueOf(each.artifactType()) + notes(each));
    }
    console.message(
        all.isEmpty()
            ? "Nothing refers to it."
            : Text.count(all.size(), "manifest")
                + (all.size() == 1 ? " refers" : " refer")
                + " to it.");
  }

  private static String notes(Descriptor referrer) {
    Map<String, String> notes = referrer.annotations();
    return notes.isEmpty()
        ? ""
        : notes.entrySet().stream()
            .map(note -> note.getKey() + "=" + note.getValue())
            .collect(Collectors.joining(" ", "  ", ""));
  }

  private static void delete(Invocation invocation, Referrers referrers, Digest digest) {
    referrers.delete(digest);
    Console console = invocation.console();
    console.document(BundlesDocument.referrerDeleted(referrers.reference(), digest));
    console.message("Deleted " + digest + ".");
  }
}
