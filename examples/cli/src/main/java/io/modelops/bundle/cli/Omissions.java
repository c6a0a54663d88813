package io.modelops.bundle.cli;

import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.TrackingChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says what add passed over, and why. */
final class Omissions {
  private final List<Omission> named = new ArrayList<>();
  private final List<Omission> swept = new ArrayList<>();

  Omissions(TrackingChange change) {
    Set<String> ignored = new TreeSet<>(change.ignored());
    for (Omission omission : change.omissions()) {
      (ignored.contains(omission.path()) ? named : swept).add(omission);
    }
  }

  /** One line each. */
  void list(Console console) {
    for (Omission omission : swept) {
      console.line("left out  " + shown(omission) + "  " + reason(omission.cause()));
    }
  }

  /** How many of each kind. */
  void summarize(Console console, boolean listed) {
    if (swept.isEmpty()) {
      return;
    }
    Map<Cause, Integer> counts = new EnumMap<>(Cause.class);
    swept.forEach(omission -> counts.merge(omission.cause(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((cause, count) -> parts.add(count + " " + counted(cause, count)));
    String hint = listed ? "" : " (--verbose lists them)";
    console.message("Left out: " + String.join(", ", parts) + hint + ".");
  }

  /**
   * Says what was named and is left out.
   *
   * @return whether there is any that force would have added
   */
  boolean refuse(Console console) {
    boolean refused = false;
    for (Omission omission : named) {
      String text = "not added: " + shown(omission) + ": " + reason(omission.cause());
      if (omission.cause() == Cause.MANIFEST) {
        console.message(text);
      } else {
        console.error(text);
        refused = true;
      }
    }
    if (refused) {
      console.hint("--force adds it all the same");
    }
    return refused;
  }

  private static String shown(Omission omission) {
    return Text.show(omission.path()) + (omission.directory() ? "/" : "");
  }

  static String reason(Cause cause) {
    return switch (cause) {
      case IGNORED -> "ignored by .modelopsignore";
      case GITIGNORED -> "ignored by .gitignore";
      case DEFAULT -> "ignored by default (caches, editors' files and the like)";
      case SECRET -> "looks like a secret";
      case LINK -> "a symbolic link";
      case SPECIAL -> "no regular file";
      case ENVIRONMENT -> "a Python environment";
      case LAYOUT -> "an OCI image layout";
      case BUNDLE -> "another project";
      case PRUNED -> "not one of the project's files";
      case MANIFEST -> "in every bundle by itself";
    };
  }

  private static String counted(Cause cause, int count) {
    boolean one = count == 1;
    return switch (cause) {
      case IGNORED, GITIGNORED -> reason(cause);
      case DEFAULT -> "ignored by default";
      case SECRET -> one ? "that looks like a secret" : "that look like secrets";
      case LINK -> one ? "symbolic link" : "symbolic links";
      case SPECIAL -> one ? "that is no regular file" : "that are no regular files";
      case ENVIRONMENT -> one ? "Python environment" : "Python environments";
      case LAYOUT -> one ? "OCI image layout" : "OCI image layouts";
      case BUNDLE -> one ? "other project" : "other projects";
      case PRUNED, MANIFEST -> reason(cause);
    };
  }
}
