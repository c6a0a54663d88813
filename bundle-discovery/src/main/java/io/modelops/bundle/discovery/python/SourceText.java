package io.modelops.bundle.discovery.python;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file's text as UTF-8 without byte order mark, after PEP 263. */
final class SourceText {

  private final byte[] utf8;
  private final @Nullable String fault;
  private final int faultOffset;

  private SourceText(byte[] utf8, @Nullable String fault, int faultOffset) {
    this.utf8 = utf8;
    this.fault = fault;
    this.faultOffset = faultOffset;
  }

  byte[] utf8() {
    return utf8;
  }

  /** What is wrong with the encoding, if anything; the text can be parsed all the same. */
  @Nullable String fault() {
    return fault;
  }

  /** The place of the fault in {@link #utf8}. */
  int faultOffset() {
    return faultOffset;
  }

  static SourceText of(byte[] source) {
    boolean mark = startsWithMark(source);
    byte[] body = mark ? Arrays.copyOfRange(source, 3, source.length) : source;
    EncodingCookie cookie = EncodingCookie.in(body);
    if (cookie == null || cookie.isUtf8()) {
      return new SourceText(body, null, 0);
    }
    if (mark) {
      return new SourceText(
          body, "encoding " + cookie.name() + " contradicts the byte order mark", cookie.offset());
    }
    Charset charset = PythonCodecs.charset(cookie.name());
    if (charset == null) {
      String fault =
          PythonCodecs.isKnown(cookie.name())
              ? "encoding " + cookie.name() + " is not supported"
              : "unknown encoding " + cookie.name();
      return new SourceText(body, fault, cookie.offset());
    }
    return transcoded(body, charset);
  }

  private static boolean startsWithMark(byte[] source) {
    return source.length >= 3
        && source[0] == (byte) 0xEF
        && source[1] == (byte) 0xBB
        && source[2] == (byte) 0xBF;
  }

  private static String hex(byte value) {
    return Integer.toHexString(value & 0xFF);
  }

  /** The offset of the first byte that is no UTF-8, or -1. */
  static int firstMalformed(byte[] utf8) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(8192);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return result.isError() ? in.position() : -1;
  }

  private static SourceText transcoded(byte[] body, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out =
        CharBuffer.allocate((int) (body.length * (double) decoder.maxCharsPerByte()) + 8);
    ByteBuffer in = ByteBuffer.wrap(body);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int offset =
          new String(out.array(), 0, out.position()).getBytes(StandardCharsets.UTF_8).length;
      byte[] replaced = new String(body, charset).getBytes(StandardCharsets.UTF_8);
      return new SourceText(
          replaced, "invalid " + charset.name() + " byte 0x" + hex(body[in.position()]), offset);
    }
    decoder.flush(out);
    out.flip();
    return new SourceText(out.toString().getBytes(StandardCharsets.UTF_8), null, 0);
  }
}
