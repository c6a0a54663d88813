package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The heads of classes and methods and the imports of a source, found line by line without parsing
 * it. This is quick and may be wrong: a string can look like code.
 */
public final class HeadScan {
  /** Longest header that is read, in bytes. */
  private static final int MAX_HEADER = 2_000;

  private static final byte[] CLASS = ascii("class ");
  private static final byte[] DEF = ascii("def ");
  private static final byte[] IMPORT = ascii("import ");
  private static final byte[] FROM = ascii("from ");

  private final byte[] source;
  private final List<Head> classes = new ArrayList<>();
  private final Map<String, String> imported = new HashMap<>();
  private final List<String> stars = new ArrayList<>();

  /** How far the last class is indented. */
  private int indent;

  /**
   * The head of a class.
   *
   * @param bases dotted names as written
   * @param methods names of what it defines, those of nested functions among them
   */
  public record Head(String name, int line, List<String> bases, List<String> methods) {}

  /**
   * What was found.
   *
   * @param imported what each imported name stands for, dotted; relative ones begin with a dot
   * @param stars modules whose names are all imported
   */
  public record Heads(List<Head> classes, Map<String, String> imported, List<String> stars) {
    /** Whether there is a class of a name. */
    public boolean defines(String name) {
      for (Head each : classes) {
        if (each.name().equals(name)) {
          return true;
        }
      }
      return false;
    }
  }

  private HeadScan(byte[] source) {
    this.source = source;
  }

  /**
   * Looks through a source.
   *
   * @param source in any encoding that is one of ASCII's supersets; others are not understood
   */
  public static Heads of(byte[] source) {
    HeadScan scan = new HeadScan(source);
    scan.run();
    return new Heads(scan.classes, scan.imported, scan.stars);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void run() {
    int line = 1;
    for (int at = 0; at < source.length; line++) {
      int start = at;
      while (start < source.length && (source[start] == ' ' || source[start] == '\t')) {
        start++;
      }
      if (startsWith(CLASS, start)) {
        indent = start - at;
        addClass(header(start + CLASS.length), line);
      } else if (startsWith(DEF, start)) {
        addFunction(start + DEF.length, start - at);
      } else if (startsWith(IMPORT, start)) {
        addImports(header(start + IMPORT.length));
      } else if (startsWith(FROM, start)) {
        addFrom(header(start + FROM.length));
      }
      at = start;
      while (at < source.length && source[at] != '\n') {
        at++;
      }
      at++;
    }
  }

  private boolean startsWith(byte[] word, int at) {
    if (at + word.length > source.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (source[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** The rest of a statement, without comments, to the end of the line outside of brackets. */
  private String header(int from) {
    StringBuilder header = new StringBuilder();
    int depth = 0;
    for (int i = from; i < source.length && i < from + MAX_HEADER; i++) {
      byte c = source[i];
      if (c == '#') {
        while (i < source.length && source[i] != '\n') {
          i++;
        }
        i--;
        continue;
      }
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == '\\' && i + 1 < source.length && source[i + 1] == '\n') {
        i++;
        continue;
      }
      if (depth <= 0 && (c == '\n' || c == ':' || c == ';')) {
        break;
      }
      header.append((char) (c & 0xFF));
    }
    return header.toString();
  }

  private void addClass(String header, int line) {
    int open = header.indexOf('(');
    int close = header.lastIndexOf(')');
    List<String> bases = new ArrayList<>();
    if (open > 0 && close > open) {
      for (String argument : arguments(header.substring(open + 1, close))) {
        String plain = upTo("[", argument).strip();
        if (isDotted(plain)) {
          bases.add(plain);
        }
      }
    }
    String name = upTo("[(", header).strip();
    classes.add(new Head(name, line, bases, new ArrayList<>()));
  }

  private void addFunction(int from, int depth) {
    int end = from;
    while (end < source.length && Character.isJavaIdentifierPart(source[end] & 0xFF)) {
      end++;
    }
    if (depth > indent && !classes.isEmpty()) {
      String name = new String(source, from, end - from, StandardCharsets.ISO_8859_1);
      classes.get(classes.size() - 1).methods().add(name);
    }
  }

  /** What is before the first of some characters. */
  private static String upTo(String ends, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (ends.indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  /** A name, and another that it gets if it gets one. */
  private static String[] aliased(String text) {
    return text.contains("as") ? text.split("\\s+as\\s+", -1) : new String[] {text};
  }

  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        arguments.add(text.substring(start, i));
        start = i + 1;
      }
    }
    arguments.add(text.substring(start));
    return arguments;
  }

  private static boolean isDotted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && !Character.isJavaIdentifierPart(c)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private void addImports(String header) {
    for (String each : header.split(",", -1)) {
      String[] parts = aliased(each.strip());
      if (isDotted(parts[0])) {
        String first = parts[0].split("\\.", 2)[0];
        imported.put(parts.length == 2 ? parts[1] : first, parts.length == 2 ? parts[0] : first);
      }
    }
  }

  private void addFrom(String header) {
    int keyword = header.indexOf("import");
    if (keyword < 1) {
      return;
    }
    String module = header.substring(0, keyword).strip();
    String names = header.substring(keyword + "import".length()).strip();
    if (names.equals("*")) {
      stars.add(module);
      return;
    }
    for (String each : names.replace("(", "").replace(")", "").split(",", -1)) {
      String[] parts = aliased(each.strip());
      if (isDotted(parts[0])) {
        String separator = module.endsWith(".") ? "" : ".";
        imported.put(parts[parts.length - 1], module + separator + parts[0]);
      }
    }
  }
}
