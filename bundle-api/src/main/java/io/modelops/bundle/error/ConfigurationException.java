package io.modelops.bundle.error;

/** The project's settings are wrong. */
public final class ConfigurationException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String fault;
  private final int line;
  private final int column;

  /**
   * @param file relative to the project
   * @param line from 1; 0 if the fault has no place
   * @param column from 1, in code points; 0 if the fault has no place
   */
  public ConfigurationException(
      ErrorCode code, String file, int line, int column, String message, String hint) {
    super(code, file + (line == 0 ? "" : ":" + line + ":" + column) + ": " + message, hint, null);
    this.file = file;
    this.fault = message;
    this.line = line;
    this.column = column;
  }

  public String file() {
    return file;
  }

  /** The message without the place. */
  public String fault() {
    return fault;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
