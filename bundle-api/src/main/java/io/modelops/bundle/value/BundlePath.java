package io.modelops.bundle.value;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every path in a bundle obeys, so that a bundle made on one system can be unpacked
 * on every other and never outside its directory. Paths are relative, {@code /}-separated and in
 * Unicode normalization form C.
 */
public final class BundlePath {
  /** By UTF-8 bytes, which is by code points: the order of everything a manifest lists. */
  public static final Comparator<String> ORDER = ByBytes.ORDER;

  private static final int MAX_PATH = 1024;
  private static final int MAX_COMPONENT = 255;
  private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z]:.*");
  private static final Pattern RESERVED_FOR_MANIFEST = Pattern.compile("manifest\\.json(/.*)?");
  private static final Pattern RESERVED =
      Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³]) *(\\..*)?");
  private static final Pattern PRIVATE = Pattern.compile("\\.git|git~[0-9]+|modelo~[0-9]+");

  /** What the names of devices that are plain text begin with. */
  private static final List<String> DEVICES = List.of("con", "prn", "aux", "nul", "com", "lpt");

  private BundlePath() {}

  /**
   * Checks one path.
   *
   * @return the path
   * @throws IllegalArgumentException if it breaks a rule; the message quotes the path with
   *     everything that a terminal could misread escaped
   */
  public static String check(String path) {
    String fault = fault(path);
    if (fault != null) {
      throw new IllegalArgumentException("path " + quote(path) + " " + fault);
    }
    return path;
  }

  /**
   * Checks each path, and that they can stand in one directory of any file system: no two alike but
   * for case, none both file and directory.
   *
   * @throws IllegalArgumentException naming the path, or both
   */
  public static void checkAll(Collection<String> paths) {
    Map<String, String> files = new HashMap<>();
    for (String path : paths) {
      String other = files.put(folded(check(path)), path);
      if (other != null) {
        throw new IllegalArgumentException(
            "paths " + quote(other) + " and " + quote(path) + " are one file on some systems");
      }
    }
    Map<String, String> directories = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (String path : paths) {
      for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        String directory = path.substring(0, at);
        if (!seen.add(directory)) {
          break;
        }
        checkDirectory(path, directory, files, directories);
      }
    }
  }

  private static void checkDirectory(
      String path, String directory, Map<String, String> files, Map<String, String> directories) {
    String key = folded(directory);
    String file = files.get(key);
    if (file != null) {
      throw new IllegalArgumentException(
          "path " + quote(file) + " is a file, and a directory of " + quote(path));
    }
    String other = directories.putIfAbsent(key, directory);
    if (other != null && !other.equals(directory)) {
      throw new IllegalArgumentException(
          "directories " + quote(other) + " and " + quote(directory) + " are one on some systems");
    }
  }

  /**
   * Shows a path in a message: in quotes, with control and format characters as {@code \\uXXXX}.
   */
  public static String quote(String text) {
    return "'" + escape(text.codePoints().limit(MAX_PATH)) + "'";
  }

  /** A text with every control and format character, which a terminal could misread, escaped. */
  public static String escape(String text) {
    return escape(text.codePoints());
  }

  private static String escape(IntStream codePoints) {
    StringBuilder out = new StringBuilder();
    codePoints.forEach(
        c -> {
          if (invisible(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** Whether the path is plain enough to need no further look, as nearly all are. */
  private static boolean isPlain(String path) {
    if (path.length() > MAX_COMPONENT) {
      return false;
    }
    int start = 0;
    for (int at = 0; at <= path.length(); at++) {
      char c = at < path.length() ? path.charAt(at) : '/';
      if (c == '/') {
        if (!isPlain(path, start, at)) {
          return false;
        }
        start = at + 1;
      } else if (!isAsciiLetterOrDigit(c) && "._-".indexOf(c) < 0) {
        return false;
      }
    }
    return !path.regionMatches(true, 0, "manifest", 0, 8);
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private static boolean isPlain(String path, int start, int end) {
    if (start == end || path.charAt(start) == '.' || path.charAt(end - 1) == '.') {
      return false;
    }
    int dot = path.indexOf('.', start);
    int length = (dot < 0 || dot > end ? end : dot) - start;
    return (length != 3 && length != 4)
        || DEVICES.stream().noneMatch(name -> path.regionMatches(true, start, name, 0, 3));
  }

  private static @Nullable String fault(String path) {
    if (isPlain(path)) {
      return null;
    }
    if (path.isEmpty()) {
      return "is empty";
    }
    if (ABSOLUTE.matcher(path).matches()) {
      return "is absolute";
    }
    if (path.codePoints().anyMatch(BundlePath::invisible)) {
      return "has a control, format or unpaired surrogate character";
    }
    if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
      return "is not in Unicode normalization form C; rename the file";
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
      return "is longer than " + MAX_PATH + " bytes";
    }
    if (RESERVED_FOR_MANIFEST.matcher(folded(path)).matches()) {
      return "is reserved for the manifest itself";
    }
    for (String component : path.split("/", -1)) {
      String fault = componentFault(component);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable String componentFault(String component) {
    if (component.isEmpty() || component.equals(".") || component.equals("..")) {
      return "is not clean (an empty component, '.' or '..')";
    }
    if (component.chars().anyMatch(c -> "<>:\"|?*\\".indexOf(c) >= 0)) {
      return "has a character that some systems refuse: one of <>:\"|?*\\";
    }
    if (component.endsWith(".") || component.endsWith(" ")) {
      return "has a component that ends with a dot or a space";
    }
    if (component.getBytes(StandardCharsets.UTF_8).length > MAX_COMPONENT) {
      return "has a component longer than " + MAX_COMPONENT + " bytes";
    }
    String folded = folded(component);
    if (RESERVED.matcher(folded).matches()) {
      return "has a component that is a device name on Windows";
    }
    if (PRIVATE.matcher(folded).matches() || folded.equals(".modelops-bundle")) {
      return "belongs to a version control or bundle state directory";
    }
    return null;
  }

  private static boolean invisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Equal for paths that are one on a file system that ignores case or normalization. */
  public static String folded(String path) {
    // lower case first: capital sharp s has no upper case, and folds to ss
    String folded = path.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /** No lambda: one that is serializable is made anew at each start. */
  private enum ByBytes implements Comparator<String> {
    ORDER;

    @Override
    public int compare(String a, String b) {
      return BundlePath.compare(a, b);
    }
  }

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean pairs = Character.isSurrogate(x) != Character.isSurrogate(y);
        return pairs ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
