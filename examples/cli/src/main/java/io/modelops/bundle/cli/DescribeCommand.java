package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Referrers;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.json.Description;
import io.modelops.bundle.value.About;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Reference;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Attaches to a bundle what the project says of it. */
final class DescribeCommand implements Command {
  private static final String DATE = "--date";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "describe",
            "Attach a report, a bill of materials and an RO-Crate to a pushed bundle.",
            "The report has the models with their parameters and requirements: inspect and",
            "diff show it. The bill of materials (CycloneDX) has what the models import. The",
            "RO-Crate has authors and licence, by CITATION.cff and pyproject.toml; it needs a",
            "date of publication. The bundle and its digest stay as they are.")
        .addPositional(Options.arguments("REF", 0, "0", "The bundle, if not the project's own."))
        .addOption(
            Options.value(
                "YYYY-MM-DD", "Published on that day, if not date-released in CITATION.cff.", DATE))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    LocalDate date = date(invocation);
    Bundle bundle = invocation.project();
    Reference reference = target(invocation, bundle);
    Selected selected = Selected.of(invocation, bundle);
    Manifest manifest = selected.manifest(invocation.console());
    Inspection described = Remote.inspect(invocation, reference.toString());
    requireSame(manifest, described);
    About about = selected.discovery().about();
    List<Description> all = new ArrayList<>();
    all.add(Description.report(selected.discovery(), selected.selection()));
    all.add(Description.bom(about, selected.selection(), manifest));
    boolean dated = date != null || about.released() != null;
    if (dated) {
      all.add(Description.roCrate(about, selected.selection(), manifest, date));
    }
    Referrers referrers =
        Remote.bundles(invocation).referrers(described.pinned(), invocation.registryOptions());
    List<Descriptor> attached = all.stream().map(each -> each.attachTo(referrers)).toList();
    Console console = invocation.console();
    console.document(BundlesDocument.describe(described, attached));
    for (int i = 0; i < attached.size(); i++) {
      console.digest(attached.get(i).digest(), all.get(i).type().fileName());
    }
    if (!dated) {
      console.message(
          "No RO-Crate, as no date of publication is known: name it by --date, or as date-released"
              + " in CITATION.cff.");
    }
    console.next("modelops-bundle inspect " + Text.show(reference.toString()));
    return Status.DONE;
  }

  private static @Nullable LocalDate date(Invocation invocation) {
    String typed = invocation.value(DATE);
    if (typed == null) {
      return invocation
          .console()
          .surroundings()
          .environment()
          .sourceDate()
          .map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC))
          .orElse(null);
    }
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeException e) {
      throw CommandException.usage("not a date: " + typed, "write it as 2026-01-31");
    }
  }

  private static Reference target(Invocation invocation, Bundle bundle) {
    List<String> given = invocation.arguments();
    return given.isEmpty()
        ? bundle
            .workspace()
            .reference()
            .orElseThrow(
                () ->
                    CommandException.usage(
                        "no bundle to describe", "name one: modelops-bundle describe REF"))
        : invocation.reference(given.get(0));
  }

  /** What is said of other files would be untrue. */
  private static void requireSame(Manifest manifest, Inspection described) {
    if (!manifest.digest().equals(described.content().bundleDigest())) {
      throw new CommandException(
          Status.REFUSED,
          "not-this-bundle",
          described.reference() + " is not what the project is now",
          "push first, or see modelops-bundle diff " + described.reference(),
          Map.of("reference", described.reference().toString()));
    }
  }
}
