package io.modelops.bundle.registry.http;

import java.io.IOException;

/** A server gave no whole answer; says which, as it need not be the registry. */
final class NoAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Origin server;
  private final IOException why;

  NoAnswer(Origin server, IOException why) {
    super(why.getMessage(), why);
    this.server = server;
    this.why = why;
  }

  Origin server() {
    return server;
  }

  IOException why() {
    return why;
  }
}
