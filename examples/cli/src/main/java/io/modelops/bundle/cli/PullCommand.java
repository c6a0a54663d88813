package io.modelops.bundle.cli;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.PullChanges;
import io.modelops.bundle.value.PullChanges.Conflict;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Brings a bundle here. */
final class PullCommand implements Command {
  static final String MODEL = "--model";
  private static final String PATH = "--path";
  private static final String TAG = "--tag";
  private static final String DRY_RUN = "--dry-run";
  private static final String OVERWRITE = "--overwrite";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "pull",
            "Bring a bundle here, so that the project has its files exactly.",
            "Without DIR, the project around this directory is meant, or this directory,",
            "which becomes a project. Everything is fetched and verified before the first",
            "file changes.",
            "",
            "What is only here is never lost: if files were edited or deleted since the last",
            "push or pull, or others are in the way, pull refuses (exit status 1).",
            "--overwrite replaces them, and keeps copies in .modelops-bundle/backup.",
            "",
            "  modelops-bundle pull                             the project's own bundle",
            "  modelops-bundle pull ghcr.io/lab/seir:v1 seir    into a new directory",
            "  modelops-bundle pull --path 'data/*.csv'         only these files")
        .addPositional(Options.arguments("REF [DIR]", 0, "1", "What to pull, and where to."))
        .addOption(Options.value("TAG", "Another tag than that of the reference.", "-t", TAG))
        .addOption(paths())
        .addOption(models())
        .addOption(Options.flag("Say what would change; change nothing.", "-n", DRY_RUN))
        .addOption(Options.flag("Replace what is only here; keep copies.", OVERWRITE))
        .addOption(Options.policy())
        .addOption(Options.plainHttp());
  }

  static OptionSpec paths() {
    return Options.values("PATTERN", "Only files that match, or are below.", PATH);
  }

  static OptionSpec models() {
    return Options.values("ID", "Only the files of this model.", MODEL);
  }

  @Override
  public Status run(Invocation invocation) {
    Path directory = directory(invocation);
    Reference reference = reference(invocation);
    PullOptions options = options(invocation);
    Bundles bundles = Remote.bundles(invocation);
    if (invocation.has(DRY_RUN)) {
      PullPlan plan = bundles.planPull(reference, directory, options);
      invocation.console().document(BundlesDocument.pullPlan(plan));
      show(invocation, plan);
      return plan.isRefused() ? Status.REFUSED : Status.DONE;
    }
    PullResult result = bundles.pull(reference, directory, options);
    invocation.console().document(BundlesDocument.pull(result));
    show(invocation, directory, result);
    return Status.DONE;
  }

  /** What {@code --path} says. */
  static List<Glob> patterns(Invocation invocation) {
    List<Glob> patterns = new ArrayList<>();
    for (String pattern : invocation.values(PATH)) {
      try {
        patterns.add(Glob.parse(pattern.replaceAll("(?<=.)/+$", "")));
      } catch (IllegalArgumentException e) {
        throw CommandException.usage(
            "not a pattern: " + pattern + ": " + e.getMessage(),
            "a pattern is relative to the bundle, such as 'data/*.csv'");
      }
    }
    return patterns;
  }

  private static PullOptions options(Invocation invocation) {
    PullOptions guarded =
        PullOptions.of(invocation.registryOptions())
            .withPaths(patterns(invocation))
            .withModels(invocation.values(MODEL));
    return invocation.has(OVERWRITE) ? guarded.withOverwrite() : guarded;
  }

  private static Path directory(Invocation invocation) {
    List<String> given = invocation.arguments();
    if (given.size() > 1) {
      return Invocation.path(invocation.directory(), given.get(1)).normalize();
    }
    return workspace(invocation).isPresent()
        ? invocation.project().directory()
        : invocation.directory();
  }

  private static Optional<Workspace> workspace(Invocation invocation) {
    try {
      return Optional.of(invocation.project().workspace());
    } catch (BundleException e) {
      if (e.errorCode() == ErrorCode.NO_PROJECT || e.errorCode() == ErrorCode.NOT_INITIALIZED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Reference reference(Invocation invocation) {
    List<String> given = invocation.arguments();
    Reference reference =
        given.isEmpty()
            ? workspace(invocation).flatMap(Workspace::reference).orElseThrow(PullCommand::nowhere)
            : invocation.reference(given.get(0));
    String tag = invocation.value(TAG);
    return tag == null ? reference : References.withTag(reference, tag);
  }

  private static CommandException nowhere() {
    return new CommandException(
        Status.USAGE,
        "no-reference",
        "nothing says what to pull",
        "write it here: pull REF; in a project, modelops-bundle init REF remembers it",
        Map.of());
  }

  private static void show(Invocation invocation, PullPlan plan) {
    Console console = invocation.console();
    console.lines(lines(plan.changes(), console.style()));
    console.digest(plan.bundle().manifest().digest(), plan.bundle().reference().toString());
    if (plan.isRefused()) {
      console.error("pull would be refused: it would replace what is only here");
      console.hint("push or move it first; --overwrite replaces it and keeps copies");
      return;
    }
    console.message(
        isUpToDate(plan.changes())
            ? "Nothing to pull: everything is here already."
            : Text.size(plan.bytesToFetch()) + " would be fetched.");
  }

  private static void show(Invocation invocation, Path directory, PullResult result) {
    Console console = invocation.console();
    PullChanges changes = result.changes();
    console.lines(lines(changes, console.style()));
    console.digest(result.bundle().manifest().digest(), result.bundle().reference().toString());
    if (isUpToDate(changes)) {
      console.message("Already up to date.");
    } else {
      long written = changes.written().count();
      console.message(
          Text.count(written, "file")
              + " written, "
              + changes.deleted().size()
              + " deleted; "
              + Text.size(result.bytesFetched())
              + " fetched.");
    }
    result
        .backup()
        .ifPresent(
            backup ->
                console.fact(
                    "Copies of what was overwritten: "
                        + Text.show(directory.resolve(backup).toString())));
    invocation.reportBriefly(result.issues(), "pull --json");
  }

  private static boolean isUpToDate(PullChanges changes) {
    return changes.written().findAny().isEmpty() && changes.deleted().isEmpty();
  }

  /** One line for each file that changes, or stands in the way. */
  private static List<String> lines(PullChanges changes, Style style) {
    List<String> lines = new ArrayList<>();
    changes.created().forEach(path -> lines.add(style.good("created ") + "  " + Text.show(path)));
    changes.replaced().forEach(path -> lines.add(style.bold("replaced") + "  " + Text.show(path)));
    changes.deleted().forEach(path -> lines.add(style.bad("deleted ") + "  " + Text.show(path)));
    changes
        .kept()
        .forEach(path -> lines.add("kept      " + Text.show(path) + ", which was edited here"));
    changes
        .conflicts()
        .forEach((path, why) -> lines.add(style.bad(word(why)) + "  " + Text.show(path)));
    return lines;
  }

  private static String word(Conflict why) {
    return switch (why) {
      case EDITED -> "edited  ";
      case UNTRACKED -> "not ours";
      case DELETED -> "missing ";
      case BLOCKING -> "in way  ";
    };
  }
}
