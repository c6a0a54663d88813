package io.modelops.bundle.cli;

import io.modelops.bundle.error.BundleException;

/** What the library's errors are called here. Its own words are for those who call its methods. */
final class Words {
  private Words() {}

  static String message(BundleException e) {
    return switch (e.code()) {
      case "not-initialized" -> "this project is not set up for bundles yet";
      case "nothing-selected" -> "nothing to bundle: there is no model and no added file";
      case "provider-missing" -> "this kind of reference is not supported yet";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** What to do about it, in commands. */
  static String hint(BundleException e) {
    return switch (e.code()) {
      case "not-initialized", "state-missing" -> "run modelops-bundle init";
      case "no-project" -> "modelops-bundle init makes this directory a project";
      case "nothing-selected" ->
          "modelops-bundle discover --explain shows why; modelops-bundle add adds files";
      case "tag-moved" ->
          "modelops-bundle diff REF shows the differences; push --force replaces what is there";
      case "unreadable-manifest" -> "modelops-bundle manifest writes a new one";
      case "locally-modified" -> "push first, or delete them all the same with --force";
      case "source-changed", "file-changed" -> "run the command again when nothing writes to it";
      case "state-damaged" ->
          "delete this file to go back to the state before; if there is no other, delete"
              + " .modelops-bundle and run modelops-bundle init. Your own files are not affected.";
      case "state-newer" -> "install that release";
      case "provider-missing" -> "use a registry, or oci:DIRECTORY";
      case "upload-lost" -> "push again";
      case "tls-untrusted" -> "if this is the right server, name its authority in SSL_CERT_FILE";
      case "proxy" -> "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY";
      default ->
          isFull(e)
              ? "free some space and run the command again"
              : e.hint().replace("name it in RegistryOptions.plainHttp", "use --plain-http HOST");
    };
  }

  private static boolean isFull(BundleException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left") || message.contains("quota exceeded");
  }
}
