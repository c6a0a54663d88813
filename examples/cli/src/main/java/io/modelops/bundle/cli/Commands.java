package io.modelops.bundle.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program's commands in its own words, such that they mean the same project if they are typed
 * where this one was.
 *
 * @param option what each of them needs, with a blank at the end; may be empty
 * @param initOption the same, but of init, which does not look for a project upwards
 */
record Commands(String option, String initOption) {
  static final Commands PLAIN = new Commands("", "");

  /** Not after a change of the directory. Text, as to compile it costs each start. */
  private static final String COMMAND =
      "(?<![\\w.&-]|&& )modelops-bundle"
          + " (?=(init|discover|report|manifest|why|add|remove|status|diff|push|pull|verify|reproduce)\\b)";

  /** For a project that was given. */
  static Commands withProject(String directory) {
    String option = "--project " + Text.shell(directory) + " ";
    return new Commands(option, option);
  }

  /** For the project around the working directory. */
  static Commands initialising(String directory) {
    return new Commands("", "--project " + Text.shell(directory) + " ");
  }

  /** The text with commands that can be typed. */
  String in(String text) {
    if (initOption.isEmpty()) {
      return text; // the usual case needs no pattern
    }
    return Pattern.compile(COMMAND)
        .matcher(text)
        .replaceAll(
            command -> {
              String added = command.group(1).equals("init") ? initOption : option;
              return Matcher.quoteReplacement(command.group() + added);
            });
  }
}
