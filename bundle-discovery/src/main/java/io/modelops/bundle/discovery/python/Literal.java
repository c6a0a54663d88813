package io.modelops.bundle.discovery.python;

/**
 * A string literal that says something about the files a source needs; line and column from 1, the
 * column in code points.
 */
public record Literal(Kind kind, String value, int line, int column) {

  public enum Kind {
    /** The first argument of {@code importlib.import_module} or {@code __import__}. */
    MODULE,
    /** A text that could be the relative path of a file. */
    PATH
  }
}
