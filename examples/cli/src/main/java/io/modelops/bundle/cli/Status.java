package io.modelops.bundle.cli;

import java.util.stream.Stream;

/** Exit statuses. */
enum Status {
  DONE(0),
  /** Something differs, or the program refused in order not to destroy work. */
  REFUSED(1),
  /** The command line, a reference or pyproject.toml is wrong. */
  USAGE(2),
  /** Network, file system. */
  FAILED(3),
  /** What follows is ended by a signal: 128 and its number, as a shell would say. */
  HUNG_UP(129),
  CANCELLED(130),
  OUTPUT_CLOSED(141),
  TERMINATED(143);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** That of a signal by its code; any other counts as Ctrl-C. */
  static Status ofSignal(int code) {
    return Stream.of(HUNG_UP, TERMINATED).filter(s -> s.code == code).findFirst().orElse(CANCELLED);
  }
}
