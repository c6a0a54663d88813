package io.modelops.bundle.cli;

import io.modelops.bundle.value.WorkspaceStatus.RemoteState;

/** How the project stands to the registry, in words; the same ones in every command. */
final class Standing {
  /** What to do where a push is refused. */
  static final String REPLACE =
      "modelops-bundle diff REF shows the differences; push --force replaces what is there";

  private Standing() {}

  static String sentence(RemoteState state) {
    return switch (state) {
      case UNKNOWN -> "did not answer, so its state is unknown";
      case ABSENT -> "nothing was pushed there yet";
      case IN_SYNC -> "in sync";
      case INCOMPLETE -> "incomplete: parts of the bundle are missing there";
      case AHEAD -> "ahead: changes here are not pushed";
      case BEHIND -> "behind: somebody else pushed since";
      case DIVERGED -> "diverged: changes here, and somebody else pushed";
    };
  }
}
