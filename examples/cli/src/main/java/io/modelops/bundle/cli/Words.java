package io.modelops.bundle.cli;

import io.modelops.bundle.error.BundleException;

/** What the library's errors are called here. Its own words are for those who call its methods. */
final class Words {
  private Words() {}

  static String message(BundleException e) {
    return switch (e.errorCode()) {
      case NOT_INITIALIZED -> "this project is not set up for bundles yet";
      case NOTHING_SELECTED -> "nothing to bundle: there is no model and no added file";
      case PROVIDER_MISSING -> "this kind of reference is not supported yet";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** What to do about it, in commands. */
  static String hint(BundleException e) {
    return switch (e.errorCode()) {
      case NOT_INITIALIZED, STATE_MISSING -> "run modelops-bundle init";
      case MODEL_MISSING -> "modelops-bundle discover --save removes it, and adds what is there";
      case NO_PROJECT -> "modelops-bundle init makes this directory a project";
      case NOTHING_SELECTED ->
          "modelops-bundle discover --explain shows why; modelops-bundle add adds files";
      case TAG_MOVED -> Standing.REPLACE;
      case UNREADABLE_MANIFEST -> "modelops-bundle manifest writes a new one";
      case LOCALLY_MODIFIED ->
          "push first; or remove without --rm, which keeps the file; or --force, which deletes it";
      case SOURCE_CHANGED, FILE_CHANGED -> "run the command again when nothing writes to it";
      case STATE_DAMAGED ->
          "delete this file to go back to the state before; if there is no other, delete"
              + " .modelops-bundle and run modelops-bundle init. Your own files are not affected.";
      case STATE_NEWER -> "install that release";
      case PROVIDER_MISSING -> "use a registry, or oci:DIRECTORY";
      case UPLOAD_LOST -> "push again";
      case TLS_UNTRUSTED -> "if this is the right server, name its authority in SSL_CERT_FILE";
      case PROXY -> "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY";
      default ->
          isFull(e)
              ? "free some space and run the command again"
              : e.hint()
                  .replace(", or give credentials with CredentialSource.of", "")
                  .replace("do not name it in RegistryOptions.plainHttp", "leave out --plain-http")
                  .replace("name it in RegistryOptions.plainHttp", "use --plain-http HOST");
    };
  }

  private static boolean isFull(BundleException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left") || message.contains("quota exceeded");
  }
}
