package io.modelops.bundle.cli;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.json.JsonDocument;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** What is said, and by which exit status, when a command does not do what it was asked. */
record Failure(Status status, String message, String hint, JsonDocument document) {
  private static final Set<ErrorCode> WRONG_USE =
      EnumSet.of(
          ErrorCode.NOT_INITIALIZED,
          ErrorCode.NOTHING_SYNCED,
          ErrorCode.NO_PROJECT,
          ErrorCode.UNKNOWN_RULE,
          ErrorCode.NO_ENVIRONMENT,
          ErrorCode.NOT_A_DIRECTORY,
          ErrorCode.WHOLE_FILE_SYSTEM,
          ErrorCode.BAD_PATH,
          ErrorCode.NOT_IN_BUNDLE,
          ErrorCode.NO_CACHE,
          ErrorCode.OUTSIDE_PROJECT);

  /** The library stopped in order not to destroy or leak something. */
  private static final Set<ErrorCode> REFUSED =
      EnumSet.of(
          ErrorCode.TAG_MOVED,
          ErrorCode.NOT_SIGNED,
          ErrorCode.PYPROJECT_CHANGED,
          ErrorCode.LOCALLY_MODIFIED,
          ErrorCode.LOCAL_CHANGES,
          ErrorCode.LISTED_FILE_IGNORED,
          ErrorCode.SYMBOLIC_LINK,
          ErrorCode.NOTHING_SELECTED,
          ErrorCode.EVERYTHING_IGNORED,
          ErrorCode.UNREADABLE_MANIFEST);

  /** Nothing is wrong with what pyproject.toml says. */
  private static final Set<ErrorCode> NO_ACCESS =
      EnumSet.of(ErrorCode.PYPROJECT_UNREADABLE, ErrorCode.PYPROJECT_UNWRITABLE);

  static Failure of(Throwable e) {
    return of(e, Commands.PLAIN);
  }

  /**
   * @param commands how commands are to be typed
   */
  static Failure of(Throwable e, Commands commands) {
    if (e instanceof CommandException own) {
      String hint = commands.in(own.hint());
      return own(own.status(), own.code(), String.valueOf(own.getMessage()), hint, own.details());
    }
    if (e instanceof BundleException known) {
      String hint = commands.in(Words.hint(known));
      JsonDocument document = JsonDocument.error(known, hint);
      return new Failure(status(known), Words.message(known), hint, document);
    }
    if (e instanceof SignalException signal) {
      Status status = Status.ofSignal(signal.status());
      return new Failure(status, "cancelled", "", JsonDocument.cancelled());
    }
    if (e instanceof CancellationException) {
      return new Failure(Status.CANCELLED, "cancelled", "", JsonDocument.cancelled());
    }
    if (e instanceof OutputException lost) {
      Status status = lost.readerLeft() ? Status.OUTPUT_CLOSED : Status.FAILED;
      return own(status, "output", String.valueOf(lost.getMessage()), "", Map.of());
    }
    if (e instanceof OutOfMemoryError) {
      String hint = "MODELOPS_BUNDLE_JAVA_OPTIONS=-Xmx4g allows it more";
      return own(Status.FAILED, "memory", "not enough memory", hint, Map.of());
    }
    return own(
        Status.FAILED,
        "internal",
        "internal error; this is a bug in modelops-bundle",
        "please report it, with what the same command prints with --json",
        Map.of("exception", e, "at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]));
  }

  private static Failure own(
      Status status, String code, String message, String hint, Map<String, ?> details) {
    return new Failure(status, message, hint, JsonDocument.error(code, message, hint, details));
  }

  private static Status status(BundleException e) {
    if (REFUSED.contains(e.errorCode())) {
      return Status.REFUSED;
    }
    boolean wrong = e instanceof ConfigurationException && !NO_ACCESS.contains(e.errorCode());
    return wrong || WRONG_USE.contains(e.errorCode()) ? Status.USAGE : Status.FAILED;
  }

  void show(Console console) {
    switch (status) {
      case OUTPUT_CLOSED -> {
        // nobody listens
      }
      case CANCELLED, HUNG_UP, TERMINATED -> console.urgent(message);
      default -> {
        console.error(Text.showLines(message));
        if (!hint.isEmpty()) {
          console.hint(Text.showLines(hint));
        }
      }
    }
    console.document(document);
    console.finish();
  }
}
