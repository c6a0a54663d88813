package io.modelops.bundle.registry.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One challenge of {@code WWW-Authenticate}.
 *
 * @param scheme in lower case
 * @param parameters by their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?<name>"
              + TOKEN
              + ")[ \\t]*=[ \\t]*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>"
              + TOKEN
              + "))");
  private static final Pattern SCHEME = Pattern.compile("(?<scheme>" + TOKEN + ")(?=[ \\t,]|$)");
  private static final Pattern SEPARATOR = Pattern.compile("[ \\t,]+");
  private static final Pattern REST = Pattern.compile("[^,]*");
  private static final int MAX_CHALLENGES = 16;

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Reads headers as far as they make sense; one of insane length makes none. */
  static List<Challenge> parse(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      if (header.length() <= Limits.MAX_HEADER) {
        parse(header, challenges);
      }
    }
    return challenges;
  }

  private static void parse(String header, List<Challenge> challenges) {
    int at = 0;
    while (at < header.length() && challenges.size() < MAX_CHALLENGES) {
      Matcher parameter = at(PARAMETER, header, at);
      Matcher scheme = at(SCHEME, header, at);
      Matcher separator = at(SEPARATOR, header, at);
      if (separator.lookingAt()) {
        at = separator.end();
      } else if (parameter.lookingAt()) {
        if (!challenges.isEmpty()) {
          challenges.get(challenges.size() - 1).add(parameter);
        }
        at = parameter.end();
      } else if (scheme.lookingAt()) {
        challenges.add(
            new Challenge(scheme.group("scheme").toLowerCase(Locale.ROOT), new TreeMap<>()));
        at = scheme.end();
      } else { // a token68, or nonsense: not for us
        Matcher rest = at(REST, header, at);
        at = rest.lookingAt() && rest.end() > at ? rest.end() : at + 1;
      }
    }
  }

  private static Matcher at(Pattern pattern, String text, int start) {
    return pattern.matcher(text).region(start, text.length());
  }

  private void add(Matcher parameter) {
    String quoted = parameter.group("quoted");
    String value = quoted == null ? parameter.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
    parameters.putIfAbsent(parameter.group("name").toLowerCase(Locale.ROOT), value);
  }
}
