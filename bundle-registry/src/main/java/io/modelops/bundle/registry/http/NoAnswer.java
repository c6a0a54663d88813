package io.modelops.bundle.registry.http;

import java.io.IOException;

/** A server gave no whole answer; says which, as it need not be the registry. */
final class NoAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Origin server;
  private final IOException why;
  private final long sent;

  /**
   * @param sent how much of the request's body was sent; not all of that need have arrived
   */
  NoAnswer(Origin server, IOException why, long sent) {
    super(why.getMessage(), why);
    this.server = server;
    this.why = why;
    this.sent = sent;
  }

  long sent() {
    return sent;
  }

  Origin server() {
    return server;
  }

  IOException why() {
    return why;
  }
}
