package io.modelops.bundle.registry.tar;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The header of one entry, as POSIX (ustar, pax) and GNU write it. */
final class TarBlock {
  static final int SIZE = 512;

  private static final int NAME = 100;
  private static final int LENGTH = 124;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_SIZE = 155;
  private static final byte[] POSIX = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GNU = "ustar  \0".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private TarBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  static TarBlock of(byte[] bytes) throws IOException {
    TarBlock block = new TarBlock(bytes);
    if (!block.isPosix() && !block.has(GNU)) {
      throw new TarException("there is no header of a tar archive");
    }
    if (block.octal(CHECKSUM, 8) != block.sum()) {
      throw new TarException("the checksum of a header is wrong");
    }
    return block;
  }

  private boolean isPosix() {
    return has(POSIX);
  }

  private boolean has(byte[] magic) {
    return Arrays.equals(bytes, MAGIC, MAGIC + magic.length, magic, 0, magic.length);
  }

  /** The field of the checksum counts as spaces. */
  private long sum() {
    long sum = 8 * ' ';
    for (int i = 0; i < SIZE; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM + 8 ? 0 : bytes[i] & 0xff;
    }
    return sum;
  }

  char type() {
    return (char) (bytes[TYPE] & 0xff);
  }

  /** Only POSIX has a field for the beginning of a long name. */
  String name() throws IOException {
    String name = field(0, NAME);
    String prefix = isPosix() ? field(PREFIX, PREFIX_SIZE) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String field(int from, int length) throws IOException {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return utf8(Arrays.copyOfRange(bytes, from, end));
  }

  /** Numbers that need more than eleven octal digits are written in binary by GNU. */
  long size() throws IOException {
    if ((bytes[LENGTH] & 0x80) == 0) {
      return octal(LENGTH, 12);
    }
    byte[] binary = Arrays.copyOfRange(bytes, LENGTH, LENGTH + 12);
    binary[0] &= 0x7f;
    BigInteger size = new BigInteger(1, binary);
    if (size.bitLength() > 62) {
      throw new TarException("a size is out of bounds");
    }
    return size.longValue();
  }

  private long octal(int from, int length) throws IOException {
    String digits = field(from, length).strip();
    if (!digits.matches("[0-7]{1,12}")) {
      throw new TarException("a number in a header is none");
    }
    return Long.parseLong(digits, 8);
  }

  static String utf8(byte[] bytes) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new TarException("a name has a NUL in it");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new TarException("a name is not in UTF-8", e);
    }
  }
}
