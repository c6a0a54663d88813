package io.modelops.bundle.json;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.json.JsonWriter.Members;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** What went wrong. */
final class ErrorShapes {
  private ErrorShapes() {}

  static void error(JsonWriter json, BundleException e, String hint) throws IOException {
    String message = String.valueOf(e.getMessage());
    error(json, e.code(), message, hint, e.retryable(), details -> details(details, e));
  }

  static void error(
      JsonWriter json, String code, String message, String hint, boolean retryable, Members details)
      throws IOException {
    json.object(
        "error",
        error ->
            error
                .text("code", code)
                .text("message", message)
                .text("hint", hint)
                .truth("retryable", retryable)
                .object("details", details));
  }

  /** The data of the exception's kind. */
  static void details(JsonWriter json, BundleException e) throws IOException {
    if (e instanceof ConfigurationException wrong) {
      json.text("file", wrong.file()).number("line", wrong.line()).number("column", wrong.column());
    } else if (e instanceof DiscoveryException unread) {
      json.text("file", unread.file());
    } else if (e instanceof ManifestException unmade) {
      json.text("file", unmade.file());
    } else if (e instanceof RegistryException unsent) {
      json.text("reference", unsent.reference())
          .number("status", unsent.status())
          .text("registryCode", unsent.registryCode());
    } else if (e instanceof WorkspaceException inTheWay) {
      json.texts("paths", inTheWay.paths());
    }
  }

  /** What a program says itself. */
  static void details(JsonWriter json, Map<String, ?> details) throws IOException {
    for (Map.Entry<String, ?> detail : details.entrySet()) {
      if (detail.getValue() instanceof Collection<?> several) {
        json.texts(detail.getKey(), several);
      } else if (detail.getValue() instanceof Number number) {
        json.number(detail.getKey(), number);
      } else if (detail.getValue() instanceof Boolean truth) {
        json.truth(detail.getKey(), truth);
      } else {
        json.text(detail.getKey(), detail.getValue());
      }
    }
  }
}
