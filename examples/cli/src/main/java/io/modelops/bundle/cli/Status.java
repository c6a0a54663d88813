package io.modelops.bundle.cli;

/** Exit statuses. */
enum Status {
  DONE(0),
  /** Something differs, or the program refused in order not to destroy work. */
  REFUSED(1),
  /** The command line, a reference or pyproject.toml is wrong. */
  USAGE(2),
  /** Network, file system. */
  FAILED(3),
  CANCELLED(130);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
