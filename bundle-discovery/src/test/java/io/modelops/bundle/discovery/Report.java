package io.modelops.bundle.discovery;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;

/** What discovery found, as text that tests can compare. */
final class Report {
  private Report() {}

  /** Every candidate with its reasons, bases and files, then the issues. */
  static String full(Discovery discovery) {
    StringBuilder text = new StringBuilder();
    for (Model model : discovery.candidates()) {
      text.append(line(model));
      for (Reason reason : model.reasons()) {
        String signature = reason.signature() == null ? "" : " " + reason.signature();
        text.append("  - ").append(reason.text()).append(signature).append('\n');
      }
      text.append("  bases ").append(model.bases()).append('\n');
      text.append("  files ").append(String.join(" ", model.files())).append('\n');
    }
    return text + issues(discovery);
  }

  /** One line for each candidate: verdict, id and place. */
  static String verdicts(Discovery discovery) {
    StringBuilder text = new StringBuilder();
    discovery.candidates().forEach(model -> text.append(line(model)));
    return text.toString();
  }

  /** One line for each issue. */
  static String issues(Discovery discovery) {
    StringBuilder text = new StringBuilder();
    for (Issue issue : discovery.issues()) {
      text.append(issue.severity() + " " + issue.code() + " " + issue + "\n");
    }
    return text.toString();
  }

  private static String line(Model model) {
    return "%s %s %s-%d%n"
        .formatted(model.verdict(), model.id(), model.location(), model.location().endLine());
  }
}
