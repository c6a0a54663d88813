package io.modelops.bundle.cli;

import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.LogoutResult;
import picocli.CommandLine.Model.CommandSpec;

/** Forgets a user name and a password for a registry. */
final class LogoutCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
            "logout",
            "Forget the login for a registry, as docker logout does it.",
            "What podman login keeps in a file of its own stays; it is named.")
        .addPositional(
            Options.arguments(LoginCommand.PLACE, 1, "0", "The registry, or a part of it."));
  }

  @Override
  public Status run(Invocation invocation) {
    String place = invocation.arguments().get(0);
    LogoutResult result = logout(invocation, place);
    Console console = invocation.console();
    console.document(BundlesDocument.logout(result));
    result
        .removedFrom()
        .forEach(where -> console.message("Removed from " + Text.show(where) + "."));
    if (result.removedFrom().isEmpty()) {
      console.message("No login for " + Text.show(place) + " was kept.");
    }
    result
        .remaining()
        .ifPresent(other -> console.warning(Text.show(other) + " still has a login for " + place));
    return Status.DONE;
  }

  private static LogoutResult logout(Invocation invocation, String place) {
    try {
      return Remote.bundles(invocation).logout(place);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          String.valueOf(e.getMessage()), "for example: modelops-bundle logout ghcr.io");
    }
  }
}
