package io.modelops.bundle.cli;

import java.util.Map;

/** The command line's own reasons to stop, beside those of the library. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status status;
  private final String code;
  private final String hint;
  private final transient Map<String, ?> details;

  CommandException(
      Status status, String code, String message, String hint, Map<String, ?> details) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.details = details;
  }

  /** The command line is wrong. */
  static CommandException usage(String message, String hint) {
    return new CommandException(Status.USAGE, "usage", message, hint, Map.of());
  }

  Status status() {
    return status;
  }

  String code() {
    return code;
  }

  String hint() {
    return hint;
  }

  Map<String, ?> details() {
    return details;
  }
}
