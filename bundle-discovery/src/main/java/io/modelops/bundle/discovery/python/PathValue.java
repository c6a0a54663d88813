package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Literals.PathLiteral;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What an expression that joins paths is known to be. Immutable.
 *
 * @param pack the package of {@link Base#PACKAGE} and {@link Base#MODULE}; empty for that of the
 *     source
 * @param up how many directories above its base the text begins
 * @param text of a base that is a directory empty, or with a slash before each component
 * @param literal where the last literal begins of which it is made; -1 if it has none
 */
record PathValue(Base base, String pack, int up, String text, int literal) {
  private static final int MAX_UP = 100;
  private static final int MAX_TEXT = 1_000;

  static final PathValue UNKNOWN = new PathValue(Base.UNKNOWN, "", 0, "", -1);

  /** {@code __file__}. */
  static final PathValue FILE =
      new PathValue(Base.SOURCE, "", 0, "/" + PathLiteral.STEM + ".py", -1);

  /** What the text counts from. */
  enum Base {
    /** A string, which may be anything. */
    TEXT,
    /** A relative path. */
    RELATIVE,
    /** The directory in which the program runs. */
    CURRENT,
    /** The directory of the source. */
    SOURCE,
    /** The directory of a package. */
    PACKAGE,
    /** A path that does not depend on where the project is. */
    ELSEWHERE,
    /** A module, not a path. */
    MODULE,
    UNKNOWN;

    private boolean isDirectory() {
      return this == CURRENT || this == SOURCE || this == PACKAGE;
    }
  }

  private static final PathValue ELSEWHERE = new PathValue(Base.ELSEWHERE, "", 0, "", -1);

  static PathValue text(String text, int literal) {
    return text.length() > MAX_TEXT || text.contains(PathLiteral.STEM)
        ? UNKNOWN
        : new PathValue(Base.TEXT, "", 0, text, literal);
  }

  static PathValue module(String name) {
    return new PathValue(Base.MODULE, name, 0, "", -1);
  }

  static PathValue current() {
    return new PathValue(Base.CURRENT, "", 0, "", -1);
  }

  boolean isKnown() {
    return base != Base.UNKNOWN && base != Base.MODULE;
  }

  private boolean isRelative() {
    return base == Base.TEXT || base == Base.RELATIVE;
  }

  private PathValue with(Base base, int up, String text) {
    return up > MAX_UP || text.length() > MAX_TEXT
        ? ELSEWHERE
        : new PathValue(base, pack, up, text, literal);
  }

  /** The same, made of no literal: as a variable stands for it. */
  PathValue withoutLiteral() {
    return new PathValue(base, pack, up, text, -1);
  }

  /** The directory of the package that it names. */
  PathValue files() {
    return switch (base) {
      case TEXT -> new PathValue(Base.PACKAGE, text, 0, "", literal);
      case MODULE ->
          new PathValue(pack.isEmpty() ? Base.SOURCE : Base.PACKAGE, pack, 0, "", literal);
      default -> UNKNOWN;
    };
  }

  /** As {@code pathlib} writes it. */
  PathValue path() {
    if (!isKnown() || base == Base.ELSEWHERE) {
      return this;
    } else if (isRelative() && text.startsWith("/")) {
      return ELSEWHERE;
    }
    StringBuilder plain = new StringBuilder();
    for (String component : text.split("/", -1)) {
      if (!component.isEmpty() && !component.equals(".")) {
        plain.append(base.isDirectory() || plain.length() > 0 ? "/" : "").append(component);
      }
    }
    return isRelative()
        ? with(Base.RELATIVE, 0, plain.length() == 0 ? "." : plain.toString())
        : with(base, up, plain.toString());
  }

  /** As {@code os.path.join} joins, and {@code /} for paths. */
  PathValue join(PathValue part) {
    if (!part.isKnown()) {
      return UNKNOWN;
    } else if (!part.isRelative()) {
      return part.after(this).after(part);
    } else if (part.text.startsWith("/") || base == Base.ELSEWHERE) {
      return ELSEWHERE;
    } else if (!isKnown()) {
      return part;
    }
    boolean first = text.isEmpty() && isRelative();
    String joined = first || text.endsWith("/") ? text + part.text : text + "/" + part.text;
    return with(isRelative() ? Base.RELATIVE : base, up, joined).after(part);
  }

  /** As strings are added. */
  PathValue plus(PathValue part) {
    boolean strings = isKnown() && base != Base.ELSEWHERE && part.base == Base.TEXT;
    return strings && (!base.isDirectory() || !text.isEmpty() || part.text.startsWith("/"))
        ? with(base, up, text + part.text).after(part)
        : UNKNOWN;
  }

  private PathValue after(PathValue part) {
    return part.literal < 0 ? this : new PathValue(base, pack, up, text, part.literal);
  }

  /** As {@code os.path.dirname}; of a {@link #path()}, its parent. */
  PathValue parent() {
    int slash = text.lastIndexOf('/');
    if (base.isDirectory() && text.isEmpty()) {
      return with(base, up + 1, "");
    }
    return with(
        base == Base.TEXT ? Base.RELATIVE : base, up, text.substring(0, Math.max(0, slash)));
  }

  /** Absolute, without {@code .} and {@code ..}, as {@code resolve} does where no link is. */
  PathValue resolved() {
    if (isRelative() ? text.startsWith("/") : !base.isDirectory()) {
      return isKnown() ? ELSEWHERE : UNKNOWN;
    }
    Deque<String> components = new ArrayDeque<>();
    int above = up;
    for (String component : text.split("/", -1)) {
      if (component.equals("..")) {
        above += components.pollLast() == null ? 1 : 0;
      } else if (!component.isEmpty() && !component.equals(".")) {
        components.add("/" + component);
      }
    }
    return with(isRelative() ? Base.CURRENT : base, above, String.join("", components));
  }

  /** Without the ending of its name. */
  PathValue withoutSuffix() {
    int dot = text.lastIndexOf('.');
    boolean ending = dot > text.lastIndexOf('/') + 1 && dot + 1 < text.length();
    return ending ? with(base, up, text.substring(0, dot)) : this;
  }

  /** The path as seen from its base, with {@code ..} for each directory above. */
  String relative() {
    return base.isDirectory()
        ? "../".repeat(up) + text.substring(text.isEmpty() ? 0 : 1)
        : isRelative() && !text.startsWith("/") ? text : "";
  }
}
