package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Selection;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ModelDifference;
import io.modelops.bundle.value.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Compares bundles by what their manifests say. */
final class DiffCommand implements Command {
  private static final String MODELS = "--models";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "diff",
            "Compare two bundles, or a bundle with the project.",
            "  modelops-bundle diff           the last push with the project",
            "  modelops-bundle diff REF       that bundle with the project",
            "  modelops-bundle diff REF REF   two bundles",
            "  modelops-bundle diff --models OTHER",
            "                                 the models of another directory, or of a kept",
            "                                 answer of discover --json, with the project's")
        .addPositional(Options.arguments("REF", 0, "1", "Bundles."))
        .addOption(Options.value("OTHER", "Compare models: parameters, signatures, files.", MODELS))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    List<String> references = invocation.arguments();
    String other = invocation.value(MODELS);
    if (other != null) {
      if (!references.isEmpty()) {
        throw CommandException.usage(
            "--models compares no bundles", "leave out " + Text.show(references.get(0)));
      }
      return new ModelsScreen(invocation).compare(other);
    }
    Side from = references.isEmpty() ? pushed(invocation) : remote(invocation, references.get(0));
    Side to = references.size() < 2 ? here(invocation) : remote(invocation, references.get(1));
    ManifestDifference difference = ManifestDifference.between(from.content(), to.content());
    Console console = invocation.console();
    boolean here = to.reference() == null;
    LineEndings endings =
        here
            ? LineEndings.of(invocation.project(), from.content(), difference.files().changed())
            : LineEndings.NONE;
    ModelDifference reports = ModelsScreen.difference(from.models(), to.models());
    console.document(
        JsonDocument.diff(
            difference, from.reference(), to.reference(), here ? endings.paths() : null, reports));
    console.line("from  " + from.name());
    console.line("to    " + to.name());
    if (difference.upToDate()) {
      console.message("No difference.");
    } else {
      console.line("");
      new ChangesScreen(console, endings).show(difference);
      if (reports != null && !reports.isEmpty()) {
        console.line("");
        new ModelsScreen(invocation).show(reports);
      }
    }
    return Status.DONE;
  }

  /**
   * What is compared.
   *
   * @param models as a report tells of them; null if there is none
   */
  private record Side(
      @Nullable Reference reference, ManifestContent content, @Nullable List<Model> models) {
    String name() {
      return reference == null ? "this project" : Text.show(reference.toString());
    }
  }

  private static Side pushed(Invocation invocation) {
    return invocation
        .project()
        .workspace()
        .reference()
        .map(reference -> remote(invocation, reference.toString()))
        .orElseThrow(
            () ->
                CommandException.usage(
                    "no bundle to compare with", "name one: modelops-bundle diff REF"));
  }

  private static Side remote(Invocation invocation, String reference) {
    Inspection bundle = Remote.inspect(invocation, reference);
    return new Side(bundle.reference(), bundle.content(), Beside.of(invocation, bundle).report());
  }

  private static Side here(Invocation invocation) {
    Bundle bundle = invocation.project();
    Selection selection = bundle.discover().select();
    return new Side(null, selection.manifest().content(), selection.models());
  }
}
