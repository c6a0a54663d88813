package io.modelops.bundle.registry.wire;

import java.net.ProtocolException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the body of an answer ends (RFC 9112, 6.3), if there is but one way to read it. */
final class Framing {
  private static final long NONE = 0;

  private Framing() {}

  static FramedStream body(String method, Head head, Source in) throws ProtocolException {
    if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
      return new LengthStream(in, NONE);
    }
    List<String> encodings = head.headers().members("Transfer-Encoding");
    Set<String> lengths = new HashSet<>(head.headers().members("Content-Length"));
    if (!encodings.isEmpty()) {
      if (!encodings.equals(List.of("chunked")) || !lengths.isEmpty()) {
        throw new ProtocolException("a Transfer-Encoding that could be read in several ways");
      }
      return new ChunkedStream(in);
    }
    if (lengths.isEmpty()) {
      return new RestStream(in);
    }
    String length = lengths.iterator().next();
    if (lengths.size() > 1 || !length.matches("[0-9]{1,18}")) {
      throw new ProtocolException("a Content-Length that is none, or several");
    }
    return new LengthStream(in, Long.parseLong(length));
  }
}
