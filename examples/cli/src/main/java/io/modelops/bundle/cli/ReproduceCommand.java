package io.modelops.bundle.cli;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.Reproduction;
import picocli.CommandLine.Model.CommandSpec;

/** Compares what the project makes with a bundle that is kept elsewhere. */
final class ReproduceCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
            "reproduce",
            "Make the bundle of this project anew, and compare it with one in a registry.",
            "It is made as push makes it, and sent nowhere. Of the other one, only its two",
            "small documents are read.",
            "",
            "Exit status 0: they are the same to the last byte. 1: they differ.")
        .addPositional(Options.arguments("REF", 1, "0", "The bundle to compare with."))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference reference = invocation.reference(invocation.arguments().get(0));
    Console console = invocation.console();
    Manifest manifest = Selected.of(invocation, invocation.project()).manifest(console);
    Reproduction result = manifest.reproduce(reference, invocation.registryOptions());
    console.document(BundlesDocument.reproduce(result));
    console.digest(result.there().manifest().digest(), result.there().reference().toString());
    console.digest(result.made(), "this project");
    if (!result.isSame()) {
      LineEndings endings =
          LineEndings.of(
              invocation.project(), result.there().content(), result.manifests().files().changed());
      new ChangesScreen(console, endings).show(result.manifests());
    }
    console.message(sentence(result));
    return result.isSame() ? Status.DONE : Status.REFUSED;
  }

  private static String sentence(Reproduction result) {
    return switch (result.difference()) {
      case NONE -> "The same: the project makes this bundle.";
      case CONTENT -> "The project makes another bundle.";
      case DOCUMENT -> "The same models and files; manifest.json is written in another way.";
      case LAYERS ->
          "The same models and files, in other layers: "
              + Text.count(result.layersOnlyHere().size(), "layer")
              + " here, "
              + result.layersOnlyThere().size()
              + " there.";
      case FORMAT -> "The same content; the OCI manifest is written in another way.";
    };
  }
}
