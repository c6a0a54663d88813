package io.modelops.bundle.cli;

import io.modelops.bundle.Workspace;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** How the project stands. */
final class StatusCommand implements Command {
  private static final String OFFLINE = "--offline";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "status",
            "Show what changed since the last push, here and in the registry.",
            "A registry that does not answer is no error: its state is unknown then.")
        .addOption(Options.flag("Do not ask the registry.", OFFLINE))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Workspace workspace = invocation.project().workspace();
    WorkspaceStatus status =
        invocation.has(OFFLINE)
            ? workspace.status()
            : workspace.status(invocation.registryOptions());
    Console console = invocation.console();
    console.document(JsonDocument.status(status));
    show(console, status, invocation.has(OFFLINE));
    return Status.DONE;
  }

  private static void show(Console console, WorkspaceStatus status, boolean offline) {
    Style style = console.style();
    console.line(
        status.reference() == null
            ? "No registry yet"
            : "Registry  " + style.bold(Text.show(status.reference().toString())));
    if (status.reference() != null && !offline) {
      console.line(sentence(status.remote().state()));
    }
    List<TrackedFile> changed = status.changes();
    console.line("");
    changed.forEach(
        file -> console.line("  " + label(style, file.state()) + "  " + Text.show(file.path())));
    int same = status.tracked().size() - changed.size();
    if (status.tracked().isEmpty()) {
      console.line("  No files in the bundle yet");
    } else if (same > 0) {
      console.line("  " + Text.count(same, "file") + " unmodified");
    }
    if (!status.untracked().isEmpty()) {
      console.line("");
      console.line("Untracked:");
      status.untracked().forEach(path -> console.line("  " + Text.show(path)));
    }
    advise(console, status, changed);
  }

  private static String label(Style style, FileState state) {
    String word = Text.pad(state.name().toLowerCase(Locale.ROOT), 8);
    return switch (state) {
      case ADDED -> style.good(word);
      case DELETED, REMOVED -> style.bad(word);
      default -> style.bold(word);
    };
  }

  private static String sentence(RemoteState state) {
    return switch (state) {
      case UNKNOWN -> "          did not answer, so its state is unknown";
      case ABSENT -> "          nothing was pushed there yet";
      case IN_SYNC -> "          in sync";
      case AHEAD -> "          ahead: changes here are not pushed";
      case BEHIND -> "          behind: somebody else pushed since";
      case DIVERGED -> "          diverged: changes here, and somebody else pushed";
    };
  }

  private static void advise(Console console, WorkspaceStatus status, List<TrackedFile> changed) {
    RemoteState remote = status.remote().state();
    if (status.reference() == null) {
      console.next("modelops-bundle init REF says where to push to");
    } else if (changed.stream().anyMatch(f -> f.state() == FileState.DELETED)) {
      console.next("modelops-bundle remove PATH for what was deleted on purpose");
    } else if (remote == RemoteState.DIVERGED || remote == RemoteState.BEHIND) {
      console.next("modelops-bundle diff shows what differs; push --force replaces it");
    } else if (remote != RemoteState.IN_SYNC) {
      console.next("modelops-bundle push");
    } else if (!status.untracked().isEmpty()) {
      console.next("modelops-bundle add PATH");
    }
  }
}
