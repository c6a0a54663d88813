package io.modelops.bundle.cli;

import io.modelops.bundle.value.Reference;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** References as people type them. */
final class References {
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z+.-]*://");

  private static final String TAG =
      "a tag has at most 128 letters, digits, '.', '_' and '-', for example v1.0.0";

  private References() {}

  /**
   * Reads a reference. The path of a layout or archive counts from the given directory.
   *
   * @throws CommandException that names the mend, if it is none
   */
  static Reference parse(String text, Path directory) {
    try {
      Reference reference = Reference.parse(text);
      return reference instanceof Reference.Local local
          ? local.withPath(directory.resolve(local.path()).normalize())
          : reference;
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          Status.USAGE,
          "bad-reference",
          String.valueOf(e.getMessage()),
          mend(text),
          Map.of("reference", text.matches("[^@?]*") ? text : ""));
    }
  }

  static boolean isReference(String text) {
    try {
      Reference.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Another tag of the same place. */
  static Reference withTag(Reference reference, String tag) {
    try {
      return reference.withTag(tag);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("not a valid tag: " + tag, TAG);
    }
  }

  private static String mend(String text) {
    if (text.contains("@") && !text.contains("@sha")) {
      return "";
    }
    String plain = SCHEME.matcher(text).replaceFirst("");
    for (String candidate : new String[] {plain, lowerCase(plain), plain.replaceAll("/+$", "")}) {
      if (!candidate.equals(text) && isReference(candidate)) {
        return "did you mean '" + candidate + "'?";
      }
    }
    int tag = text.indexOf(':', text.lastIndexOf('/') + 1);
    if (tag > 0 && isReference(text.substring(0, tag))) {
      return TAG;
    }
    return text.contains("/") || text.startsWith("oci:") || text.startsWith("oci-archive:")
        ? "a registry host is localhost, or has a dot or a port; for a directory write oci:DIRECTORY"
        : "add a repository, for example localhost:5555/my-models";
  }

  private static String lowerCase(String text) {
    int tag = text.lastIndexOf(':') > text.lastIndexOf('/') ? text.lastIndexOf(':') : text.length();
    return text.substring(0, tag).toLowerCase(Locale.ROOT) + text.substring(tag);
  }
}
