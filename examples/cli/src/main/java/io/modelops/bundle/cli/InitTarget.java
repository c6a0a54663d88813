package io.modelops.bundle.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the word after init is: the name of a directory, or a reference. Never a guess. */
record InitTarget(Kind kind, String text) {
  enum Kind {
    DIRECTORY,
    REFERENCE
  }

  private static final Pattern PATH = Pattern.compile("\\.{1,2}|\\.{0,2}/.*|[A-Za-z]:\\\\.*");
  private static final Pattern NAME = Pattern.compile("[^:/\\\\@]+");

  static InitTarget of(String word, Path directory) {
    if (word.startsWith("-") || word.isEmpty()) {
      throw CommandException.usage(
          "not a directory name or registry: '" + word + "'", "for a directory write ./" + word);
    }
    if (PATH.matcher(word).matches() || NAME.matcher(word).matches()) {
      return new InitTarget(Kind.DIRECTORY, word);
    }
    if (References.isReference(word)) {
      String first = word.substring(0, Math.max(0, word.indexOf('/')));
      if (!word.startsWith("oci:") && Files.isDirectory(Invocation.path(directory, first))) {
        throw ambiguous(word, "there is a directory " + first + " here");
      }
      return new InitTarget(Kind.REFERENCE, word);
    }
    boolean relative = !word.contains(":") && !word.contains("@");
    if (relative) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (References.isReference(lower)) {
        throw CommandException.usage(
            "a repository name has no capital letters: " + word,
            "for a registry write " + lower + "; for a new directory write ./" + word);
      }
      throw ambiguous(word, "its first part is not a registry host");
    }
    References.parse(word, directory); // says what is wrong with it
    throw new IllegalStateException(word);
  }

  private static CommandException ambiguous(String word, String why) {
    return CommandException.usage(
        "'" + word + "' could be a directory or a registry: " + why,
        "for a new directory write ./"
            + word
            + "; for a registry HOST/"
            + word
            + " or --registry REF");
  }
}
