package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import picocli.CommandLine.Model.CommandSpec;

/** Looks into a bundle where it is kept. */
final class InspectCommand implements Command {
  private static final int SHORT = 12;

  @Override
  public CommandSpec spec() {
    return Options.command(
            "inspect",
            "Show the models and files of a bundle in a registry.",
            "Downloads no content, and needs no project.")
        .addPositional(
            Options.arguments("REF", 1, "0", "The bundle, such as localhost:5555/my-models:v1."))
        .addOption(Options.policy())
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Inspection bundle = Remote.inspect(invocation, invocation.arguments().get(0));
    Console console = invocation.console();
    console.document(JsonDocument.inspect(bundle));
    show(console, bundle);
    return Status.DONE;
  }

  private static void show(Console console, Inspection bundle) {
    Style style = console.style();
    ManifestContent content = bundle.content();
    console.line(style.bold(Text.show(bundle.reference().toString())));
    console.line("digest  " + bundle.manifest().digest());
    console.line("bundle  " + content.bundleDigest());
    console.line("");
    content
        .models()
        .forEach(
            (id, model) ->
                console.line(
                    style.bold(Text.show(id)) + "  " + Text.count(model.files().size(), "file")));
    console.line("");
    int width = Math.min(Text.width(content.files().keySet()), 50);
    content
        .files()
        .forEach(
            (path, file) ->
                console.line(
                    Text.pad(Text.show(path), width)
                        + "  "
                        + file.digest().hex().substring(0, SHORT)
                        + "  "
                        + Text.size(file.size())));
    console.message(
        Text.count(content.models().size(), "model")
            + ", "
            + Text.count(content.files().size(), "file")
            + ", "
            + Text.size(content.files().values().stream().mapToLong(f -> f.size()).sum())
            + ".");
  }
}
