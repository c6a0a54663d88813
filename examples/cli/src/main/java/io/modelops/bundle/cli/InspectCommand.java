package io.modelops.bundle.cli;

import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Looks into a bundle where it is kept. */
final class InspectCommand implements Command {
  private static final int SHORT = 12;

  @Override
  public CommandSpec spec() {
    return Options.command(
            "inspect",
            "Show the models and files of a bundle in a registry.",
            "Downloads no content, and needs no project. Parameters and requirements are shown",
            "if modelops-bundle describe has attached a report.")
        .addPositional(
            Options.arguments("REF", 1, "0", "The bundle, such as localhost:5555/my-models:v1."))
        .addOption(Options.policy())
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Inspection bundle = Remote.inspect(invocation, invocation.arguments().get(0));
    Console console = invocation.console();
    Beside beside = Beside.of(invocation, bundle);
    console.document(BundlesDocument.inspect(bundle, beside.referrers(), beside.report()));
    show(console, bundle, beside);
    return Status.DONE;
  }

  private static void show(Console console, Inspection bundle, Beside beside) {
    Style style = console.style();
    ManifestContent content = bundle.content();
    console.line(style.bold(Text.show(bundle.reference().toString())));
    console.line("digest  " + bundle.manifest().digest());
    console.line("bundle  " + content.bundleDigest());
    console.line("");
    content
        .models()
        .forEach(
            (id, model) -> {
              console.line(
                  style.bold(Text.show(id)) + "  " + Text.count(model.files().size(), "file"));
              beside.of(id).ifPresent(said -> new ModelLines(console).show(said));
            });
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
    List<Descriptor> referrers = beside.referrers();
    if (referrers != null && !referrers.isEmpty()) {
      console.message(
          Text.count(referrers.size(), "manifest")
              + (referrers.size() == 1 ? " refers" : " refer")
              + " to it: modelops-bundle referrers "
              + Text.show(bundle.reference().toString()));
    }
  }
}
