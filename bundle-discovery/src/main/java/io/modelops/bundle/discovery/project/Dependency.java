package io.modelops.bundle.discovery.project;

import io.modelops.bundle.value.SourceRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A distribution that a project says it needs.
 *
 * @param name normalized
 * @param specifier the versions, as written; without the password of an address
 * @param extra whether it belongs to an extra or a group, which is installed on demand
 */
public record Dependency(String name, String specifier, boolean extra, SourceRange place) {
  private static final Pattern TEXT =
      Pattern.compile(
          "\\s*+([A-Za-z0-9][\\w.-]*+)\\s*+(?:\\[[^]]*+])?+\\s*+"
              + "(?:(@[^;]*+)|\\(?+([^;()#]*+)\\)?+)\\s*+(?:;.*+)?+");
  private static final Pattern USER = Pattern.compile("//[^/@\\s]*@");

  /**
   * Reads a specification as PEP 508 defines it.
   *
   * @return null if it is none
   */
  static @Nullable Dependency parse(String text, boolean extra, SourceRange place) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String versions = parts.group(2) == null ? parts.group(3) : parts.group(2);
    return of(parts.group(1), versions, extra, place);
  }

  static Dependency of(String name, String specifier, boolean extra, SourceRange place) {
    String plain = USER.matcher(specifier.strip()).replaceAll("//");
    return new Dependency(DistributionNames.normalize(name), plain, extra, place);
  }
}
