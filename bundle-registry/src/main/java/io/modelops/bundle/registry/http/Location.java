package io.modelops.bundle.registry.http;

import java.net.URI;
import java.net.URISyntaxException;

/** An address that a server names, as browsers read it. */
final class Location {
  /** What servers put into queries as it is, though RFC 3986 wants it escaped. */
  private static final String TOLERATED = "|^`{}\"<>";

  private Location() {}

  /** The address, which may be relative to the one that was asked. */
  static URI parse(String text, URI asked) throws URISyntaxException {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .mapToObj(
            c -> TOLERATED.indexOf(c) < 0 ? String.valueOf((char) c) : String.format("%%%02X", c))
        .forEach(escaped::append);
    return asked.resolve(new URI(escaped.toString()));
  }
}
