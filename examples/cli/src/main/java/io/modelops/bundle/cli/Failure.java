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
          ErrorCode.NO_PROJECT,
          ErrorCode.NOT_A_DIRECTORY,
          ErrorCode.WHOLE_FILE_SYSTEM,
          ErrorCode.BAD_PATH,
          ErrorCode.OUTSIDE_PROJECT);

  /** The library stopped in order not to destroy or leak something. */
  private static final Set<ErrorCode> REFUSED =
      EnumSet.of(
          ErrorCode.TAG_MOVED,
          ErrorCode.PYPROJECT_CHANGED,
          ErrorCode.LOCALLY_MODIFIED,
          ErrorCode.LISTED_FILE_IGNORED,
          ErrorCode.SYMBOLIC_LINK,
          ErrorCode.NOTHING_SELECTED,
          ErrorCode.EVERYTHING_IGNORED,
          ErrorCode.UNREADABLE_MANIFEST);

  /** Nothing is wrong with what pyproject.toml says. */
  private static final Set<ErrorCode> NO_ACCESS =
      EnumSet.of(ErrorCode.PYPROJECT_UNREADABLE, ErrorCode.PYPROJECT_UNWRITABLE);

  static Failure of(RuntimeException e) {
    if (e instanceof CommandException own) {
      return own(
          own.status(), own.code(), String.valueOf(own.getMessage()), own.hint(), own.details());
    }
    if (e instanceof BundleException known) {
      String hint = hint(known);
      return new Failure(
          status(known), String.valueOf(known.getMessage()), hint, JsonDocument.error(known, hint));
    }
    if (e instanceof CancellationException) {
      return new Failure(Status.CANCELLED, "cancelled", "", JsonDocument.cancelled());
    }
    return own(
        Status.FAILED,
        "internal",
        "a fault of this program: " + e,
        "please report it with what you did",
        Map.of("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0].toString()));
  }

  private static Failure own(
      Status status, String code, String message, String hint, Map<String, ?> details) {
    return new Failure(status, message, hint, JsonDocument.error(code, message, hint, details));
  }

  /** Where the library speaks of its API, the words of this command line. */
  private static String hint(BundleException e) {
    return switch (e.errorCode()) {
      case NOTHING_SELECTED -> "modelops-bundle discover --explain tells why no class is a model";
      case TAG_MOVED -> "modelops-bundle diff REF shows what differs; push --force replaces it";
      case LOCALLY_MODIFIED ->
          "push first; or remove without --rm, which keeps the file; or --force, which deletes it";
      case UNREADABLE_MANIFEST -> "modelops-bundle manifest writes it anew";
      case TLS_UNTRUSTED -> "if it is the right server, name its authority's file in SSL_CERT_FILE";
      case PROXY -> "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY";
      default ->
          e.hint().replace("name it in RegistryOptions.plainHttp", "name it by --plain-http");
    };
  }

  private static Status status(BundleException e) {
    if (REFUSED.contains(e.errorCode())) {
      return Status.REFUSED;
    }
    boolean wrong = e instanceof ConfigurationException && !NO_ACCESS.contains(e.errorCode());
    return wrong || WRONG_USE.contains(e.errorCode()) ? Status.USAGE : Status.FAILED;
  }

  void show(Console console) {
    console.document(document);
    if (status == Status.CANCELLED) {
      console.urgent(message);
      return;
    }
    console.error(Text.showLines(message));
    if (!hint.isEmpty()) {
      console.hint(Text.showLines(hint));
    }
  }
}
