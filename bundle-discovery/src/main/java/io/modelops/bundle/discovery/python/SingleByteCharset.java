package io.modelops.bundle.discovery.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An encoding that extends ASCII, and that Python knows and Java does not. It can only decode. */
final class SingleByteCharset extends Charset {
  private static final String TABLES = "codecs.txt";
  private static final char NONE = '\uFFFD';
  private static final int ASCII = 128;

  private final String upper;

  private SingleByteCharset(String name, String upper) {
    super(name, new String[0]);
    this.upper = upper;
  }

  /** The encoding of a name; null if it is not one of these. */
  static @Nullable Charset named(String name) {
    try (InputStream in = SingleByteCharset.class.getResourceAsStream(TABLES)) {
      byte[] tables = Objects.requireNonNull(in, TABLES).readAllBytes();
      String start = name + " ";
      return new String(tables, StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(start))
          .map(line -> new SingleByteCharset(name, characters(line.substring(start.length()))))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String characters(String digits) {
    StringBuilder characters = new StringBuilder();
    for (int at = 0; at < digits.length(); at += 4) {
      characters.append((char) Integer.parseInt(digits.substring(at, at + 4), 16));
    }
    return characters.toString();
  }

  @Override
  public boolean contains(Charset other) {
    return other.equals(StandardCharsets.US_ASCII);
  }

  @Override
  public CharsetDecoder newDecoder() {
    return new CharsetDecoder(this, 1, 1) {
      @Override
      protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
        while (in.hasRemaining()) {
          int next = in.get(in.position()) & 0xff;
          char decoded = next < ASCII ? (char) next : upper.charAt(next - ASCII);
          if (decoded == NONE) {
            return CoderResult.unmappableForLength(1);
          }
          if (!out.hasRemaining()) {
            return CoderResult.OVERFLOW;
          }
          out.put(decoded);
          in.get();
        }
        return CoderResult.UNDERFLOW;
      }
    };
  }

  @Override
  public boolean canEncode() {
    return false;
  }

  @Override
  public CharsetEncoder newEncoder() {
    throw new UnsupportedOperationException(name());
  }
}
