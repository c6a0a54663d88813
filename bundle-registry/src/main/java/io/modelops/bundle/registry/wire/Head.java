package io.modelops.bundle.registry.wire;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.regex.Pattern;

/**
 * The first part of an answer.
 *
 * @param persistent whether the connection outlives the answer
 */
record Head(int status, Headers headers, boolean persistent) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\x80-\\xFF\\t]*");
  private static final int MAX_FIELDS = 100;
  private static final int MAX_INTERIM = 10;
  private static final int SWITCHING_PROTOCOLS = 101;

  /** The answer's head; those that announce it (1xx) are passed over. */
  static Head read(Source in) throws IOException {
    for (int i = 0; i <= MAX_INTERIM; i++) {
      Head head = one(in);
      if (head.status >= 200) {
        return head;
      }
      if (head.status == SWITCHING_PROTOCOLS) {
        break;
      }
    }
    throw new ProtocolException("an answer that was not asked for (1xx)");
  }

  private static Head one(Source in) throws IOException {
    String line = in.line();
    if (!STATUS.matcher(line).matches()) {
      throw new NotHttpException();
    }
    Headers headers = new Headers();
    int fields = 0;
    for (String field = in.line(); !field.isEmpty(); field = in.line()) {
      if (++fields > MAX_FIELDS) {
        throw new ProtocolException("more than " + MAX_FIELDS + " header fields");
      }
      add(field, headers);
    }
    boolean persistent =
        line.startsWith("HTTP/1.1") && !headers.members("Connection").contains("close");
    return new Head(Integer.parseInt(line.substring(9, 12)), headers, persistent);
  }

  private static void add(String field, Headers headers) throws ProtocolException {
    int colon = field.indexOf(':');
    String name = field.substring(0, Math.max(colon, 0));
    String value = field.substring(colon + 1).strip();
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw new ProtocolException("a malformed header field");
    }
    headers.add(name, value);
  }
}
