package io.modelops.bundle.cli;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.WorkspaceStatus.Remote;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;

/** How the project stands to the registry, in words; the same ones in every command. */
final class Standing {
  /** What to do where a push from the project is refused. */
  static final String REPLACE =
      "modelops-bundle diff shows the differences; pull brings what is there, push --force"
          + " replaces it";

  private Standing() {}

  /** What to do where a push to a reference is refused. */
  static String replace(String reference) {
    return "modelops-bundle diff "
        + Text.shell(reference)
        + " shows the differences; the same command with --force replaces what is there";
  }

  /** With the reason where the state is unknown; that does not repeat the reference. */
  static String sentence(Remote remote) {
    BundleException failure = remote.failure();
    if (failure == null) {
      return sentence(remote.state());
    }
    String message = Words.message(failure);
    String reference = failure instanceof RegistryException e ? e.reference() + ": " : "";
    boolean repeated = message.startsWith(reference);
    return sentence(remote.state())
        + ": "
        + (repeated ? message.substring(reference.length()) : message);
  }

  static String sentence(RemoteState state) {
    return switch (state) {
      case UNKNOWN -> "state unknown";
      case ABSENT -> "no bundle is there";
      case IN_SYNC -> "in sync";
      case INCOMPLETE -> "incomplete: parts of the bundle are missing there";
      case AHEAD -> "ahead: changes here are not pushed";
      case BEHIND -> "behind: somebody else pushed since";
      case DIVERGED -> "diverged: changes here, and somebody else pushed";
    };
  }
}
