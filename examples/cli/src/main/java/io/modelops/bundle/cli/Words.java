package io.modelops.bundle.cli;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import java.net.ConnectException;

/** What the library's errors are called here. Its own words are for those who call its methods. */
final class Words {
  private Words() {}

  static String message(BundleException e) {
    return switch (e.errorCode()) {
      case NOT_INITIALIZED -> "this project is not set up for bundles yet";
      case NOTHING_SELECTED -> "nothing to bundle: there is no model and no added file";
      case PROVIDER_MISSING -> "this kind of reference is not supported yet";
      case TAG_MOVED -> moved(e) + " holds another bundle, which was not pushed from here";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** What to do about it, in commands. */
  static String hint(BundleException e) {
    return switch (e.errorCode()) {
      case NOT_INITIALIZED, STATE_MISSING -> "run modelops-bundle init";
      case NOTHING_SYNCED -> "modelops-bundle verify REF verifies a bundle where it is kept";
      case MODEL_MISSING -> "modelops-bundle discover --save removes it, and adds what is there";
      case NO_PROJECT -> "modelops-bundle init makes this directory a project";
      case NOTHING_SELECTED ->
          "modelops-bundle discover --explain shows why; modelops-bundle add adds files";
      case TAG_MOVED -> Standing.replace(moved(e));
      case UNREADABLE_MANIFEST -> "modelops-bundle manifest writes a new one";
      case LOCALLY_MODIFIED ->
          "push first; or remove without --rm, which keeps the file; or --force, which deletes it";
      case NOT_CACHED -> "run it once without --offline";
      case NO_CACHE -> "name one with --cache DIR, or set XDG_CACHE_HOME";
      case LOCAL_CHANGES ->
          String.valueOf(e.getMessage()).startsWith("ensure")
              ? e.hint()
              : "push or move them first; pull --overwrite replaces them, keeping copies";
      case SOURCE_CHANGED, FILE_CHANGED -> "run the command again when nothing writes to it";
      case STATE_DAMAGED ->
          "delete this file to go back to the state before; if there is no other, delete"
              + " .modelops-bundle and run modelops-bundle init. Your own files are not affected.";
      case STATE_NEWER -> "install that release";
      case PROVIDER_MISSING -> "use a registry, or oci:DIRECTORY";
      case UPLOAD_LOST -> "push again";
      case TLS_UNTRUSTED -> "if this is the right server, name its authority in SSL_CERT_FILE";
      case PROXY -> "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY";
      case UNAUTHORIZED -> "log in with modelops-bundle login " + host(e);
      case CREDENTIALS -> "repair or remove what the message names";
      case TLS_CLIENT_CERTIFICATE ->
          "modelops-bundle has no option for client certificates;"
              + " ask the registry's owner for a way in without one";
      case NOT_TLS -> "check the port; if the registry has no TLS, use --plain-http " + host(e);
      case NOT_HTTP -> "check the port; if the registry has TLS, leave out --plain-http";
      case NOT_FOUND -> isLayout(e) ? "check the directory and the tag" : e.hint();
      case UNREACHABLE -> e.getCause() instanceof ConnectException ? unreachable(e) : e.hint();
      default -> isFull(e) ? "free some space and run the command again" : e.hint();
    };
  }

  /** The reference whose tag has moved. */
  private static String moved(BundleException e) {
    String asked = e instanceof RegistryException overtaken ? overtaken.reference() : "REF";
    return e instanceof WorkspaceException known ? String.join(" ", known.paths()) : asked;
  }

  private static String unreachable(BundleException e) {
    String host = host(e);
    boolean plain = host.startsWith("localhost") || host.startsWith("127.");
    String check = "check the host, the port and the network";
    return plain ? check : check + "; if the registry has no TLS, use --plain-http " + host;
  }

  /** Of the registry that was asked. */
  private static String host(BundleException e) {
    String reference = e instanceof RegistryException asked ? asked.reference() : "";
    int slash = reference.indexOf('/');
    return slash < 0 ? "HOST" : reference.substring(0, slash);
  }

  private static boolean isLayout(BundleException e) {
    return e instanceof RegistryException asked && asked.reference().startsWith("oci:");
  }

  private static boolean isFull(BundleException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left") || message.contains("quota exceeded");
  }
}
