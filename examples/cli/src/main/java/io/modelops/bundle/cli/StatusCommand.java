package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestDifference.Changes;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.ManifestState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** How the project stands. */
final class StatusCommand implements Command {
  private static final String OFFLINE = "--offline";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "status",
            "Show what changed since the last push, here and in the registry.",
            "A registry that does not answer, or refuses to, is no error: its state is unknown"
                + " then, and the reason is shown.")
        .addOption(Options.flag("Do not ask the registry.", OFFLINE))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    Workspace workspace = bundle.workspace();
    WorkspaceStatus status =
        invocation.has(OFFLINE)
            ? workspace.status()
            : workspace.status(invocation.registryOptions());
    Console console = invocation.console();
    BundleException failure = status.remote().failure();
    String hint = failure == null ? "" : Words.hint(failure);
    LineEndings endings = endings(bundle, status);
    console.document(JsonDocument.status(status, hint, endings.paths()));
    show(console, bundle, status, endings, invocation.has(OFFLINE), hint);
    return Status.DONE;
  }

  private static LineEndings endings(Bundle bundle, WorkspaceStatus status) {
    List<String> modified =
        status.changes().stream()
            .filter(file -> file.state() == FileState.MODIFIED)
            .map(TrackedFile::path)
            .toList();
    return modified.isEmpty()
        ? LineEndings.NONE
        : bundle
            .workspace()
            .synced()
            .map(last -> LineEndings.of(bundle, last.content(), modified))
            .orElse(LineEndings.NONE);
  }

  private static void show(
      Console console,
      Bundle bundle,
      WorkspaceStatus status,
      LineEndings endings,
      boolean offline,
      String hint) {
    Style style = console.style();
    console.line(
        status.reference() == null
            ? "No registry yet"
            : "Registry  " + style.bold(Text.show(status.reference().toString())));
    if (status.reference() != null && !offline) {
      console.text(10, Text.show(Standing.sentence(status.remote())));
      hint(console, hint);
    }
    console.line("");
    models(console, status.models());
    for (TrackedFile file : status.changes()) {
      String name = Text.show(file.path()) + endings.note(file.path());
      console.line("  " + label(style, file.state()) + "  " + name);
    }
    endings.explain(console);
    int same = status.tracked().size() - status.changes().size();
    if (status.tracked().isEmpty()) {
      console.line("  No files in the bundle yet");
    } else if (same > 0) {
      console.line("  " + Text.count(same, "file") + " unmodified");
    }
    manifest(console, status.manifest());
    if (!status.untracked().isEmpty()) {
      console.line("");
      console.line("Untracked:");
      status.untracked().forEach(path -> console.line("  " + Text.show(path)));
    }
    Issue problem = status.problem();
    if (problem != null && !status.tracked().isEmpty()) {
      console.error("push would fail: " + Text.show(problem.toString()));
    }
    NextStep.of(bundle, status)
        .or(
            () ->
                Optional.of("modelops-bundle add PATH")
                    .filter(any -> problem == null && !status.untracked().isEmpty()))
        .ifPresent(console::next);
  }

  private static void hint(Console console, String hint) {
    if (!hint.isEmpty()) {
      console.hint(Text.show(hint));
    }
  }

  private static void models(Console console, Changes models) {
    Style style = console.style();
    models.added().forEach(id -> model(console, style.good("added   "), id));
    models.removed().forEach(id -> model(console, style.bad("removed "), id));
    models.changed().forEach(id -> model(console, style.bold("modified"), id));
  }

  private static void model(Console console, String label, String id) {
    console.line("  " + label + "  model " + Text.show(id));
  }

  private static void manifest(Console console, ManifestState manifest) {
    switch (manifest) {
      case STALE -> console.line("  manifest.json is out of date");
      case UNREADABLE -> console.line("  manifest.json is not that of a bundle");
      case MISSING, CURRENT -> {
        // as many projects are
      }
    }
  }

  private static String label(Style style, FileState state) {
    String word = Text.pad(state.name().toLowerCase(Locale.ROOT), 8);
    return switch (state) {
      case ADDED -> style.good(word);
      case DELETED, REMOVED -> style.bad(word);
      default -> style.bold(word);
    };
  }
}
