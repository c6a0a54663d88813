package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.SourceParser.Sources;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The versions of Python that a project is for.
 *
 * @param minors of 3.x; any of them may run it
 */
public record PythonVersions(List<Integer> minors) {
  private static final int MAX_MINOR = 99;
  private static final String PYPROJECT = "pyproject.toml";
  private static final Pattern SPECIFIER =
      Pattern.compile(
          "\\s*(~=|==|!=|<=|>=|<|>|\\^)\\s*v?(\\d{1,4})(?:\\.(\\d{1,4}|\\*))?(\\.[\\w.*]*)?\\s*");

  /** Every version from 3.0 on. */
  public static final PythonVersions ANY =
      new PythonVersions(IntStream.rangeClosed(0, MAX_MINOR).boxed().toList());

  /** Those that {@code requires-python} of pyproject.toml allows; any where it says nothing. */
  public static PythonVersions of(Sources sources) throws IOException {
    if (!sources.files().contains(PYPROJECT)) {
      return ANY;
    }
    try {
      byte[] document = sources.read(PYPROJECT, TomlFile.MAX_BYTES + 1);
      Pyproject pyproject = new Pyproject(TomlFile.parse(PYPROJECT, document).table());
      String required = pyproject.string("project", "requires-python");
      return parse(
          required.isEmpty()
              ? pyproject.string("tool", "poetry", "dependencies", "python")
              : required);
    } catch (ConfigurationException e) {
      return ANY; // told where it matters
    }
  }

  static PythonVersions parse(String specifiers) {
    Predicate<Integer> allowed = minor -> true;
    for (String each : specifiers.split(",", -1)) {
      Matcher specifier = SPECIFIER.matcher(each);
      if (specifier.matches()) {
        allowed = allowed.and(allowed(specifier));
      }
    }
    List<Integer> minors = ANY.minors().stream().filter(allowed).toList();
    return minors.isEmpty() ? ANY : new PythonVersions(minors);
  }

  private static Predicate<Integer> allowed(Matcher specifier) {
    int major = Integer.parseInt(specifier.group(2));
    String text = specifier.group(3);
    boolean anyMinor = text == null || text.equals("*");
    int minor = anyMinor ? 0 : Integer.parseInt(text);
    boolean wildcard = ".*".equals(specifier.group(4));
    boolean micro = specifier.group(4) != null && !wildcard;
    String operator = specifier.group(1);
    if (major != 3) {
      return any -> major > 3 ? operator.matches("<=?|!=") : !operator.matches("<=?|==");
    }
    return switch (operator) {
      case ">=", ">", "^" -> any -> any >= minor;
      case "~=" -> micro ? any -> any == minor : any -> any >= minor;
      case "<" -> micro ? any -> any <= minor : any -> any < minor;
      case "<=" -> any -> any <= minor;
      case "==" -> any -> anyMinor || any == minor;
      default -> any -> !wildcard || any != minor;
    };
  }
}
