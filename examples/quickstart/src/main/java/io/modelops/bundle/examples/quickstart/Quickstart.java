package io.modelops.bundle.examples.quickstart;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Selection;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Model.DataHint;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Walks the chain once and says at each stage what it saw. */
public final class Quickstart {
  private final PrintStream out;

  private Quickstart(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the chain once.
   *
   * @param args the project's directory, and where to push to
   */
  public static void main(String[] args) {
    new Quickstart(System.out).run(Path.of(args[0]), args[1]);
  }

  private void run(Path directory, String reference) {
    Discovery discovery = Bundle.open(directory).discover();
    out.printf("%nDISCOVER  %s (read, not executed)%n", directory);
    discovery.candidates().forEach(this::show);
    discovery.issues().forEach(issue -> out.printf("%n  %s %s%n", issue.severity(), issue));

    Selection selection = discovery.select(model -> model.id().startsWith("epi."));
    List<DataHint> data =
        selection.models().stream()
            .flatMap(model -> model.dataHints().stream())
            .distinct()
            .toList();
    out.printf(
        "%nSELECT    %d models, and the data files their sources name%n",
        selection.models().size());
    data.forEach(hint -> out.printf("  %s, named in %s%n", hint.path(), hint.mentioned()));

    Manifest manifest = selection.with(data.stream().map(DataHint::path).toList()).manifest();
    out.printf("%nMANIFEST  %s%n", manifest.digest());
    manifest
        .content()
        .files()
        .forEach(
            (path, file) ->
                out.printf(
                    "  %-28s %5d bytes  sha256 %.12s...%n",
                    path, file.size(), file.digest().hex()));

    PushResult pushed = manifest.push(reference);
    out.printf("%nPUSH      %s%n", pushed.reference());
    out.printf("  OCI digest %s%n", pushed.digest());
    out.printf(
        "  %d blobs, %d bytes sent; %d were there already%n",
        pushed.sent().size(), pushed.bytesSent(), pushed.present().size());
    out.printf("  pushed again: %d blobs sent%n%n", manifest.push(reference).sent().size());
  }

  private void show(Model model) {
    String mark = model.verdict() == Verdict.MODEL ? "model" : "not a model: " + model.verdict();
    out.printf("%n  %s  (%s)%n", model.id(), mark);
    model.reasons().stream().map(Reason::text).forEach(text -> out.printf("      %s%n", text));
    if (model.verdict() == Verdict.MODEL) {
      String files = "files: " + String.join(", ", model.files());
      out.print(files.replaceAll("(.{1,70})(?: |$)", "      $1%n".formatted()));
    }
  }
}
