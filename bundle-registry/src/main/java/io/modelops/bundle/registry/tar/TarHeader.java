package io.modelops.bundle.registry.tar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of an entry in USTAR form: mode 0644 for a file, 0755 for a directory, owner and time
 * zero. A name that is longer than its field or not in ASCII stands in a PAX extended header before
 * it, and the field then holds what fits, for readers that know no PAX. So does a size that is too
 * large for its field, which then holds zero.
 */
final class TarHeader {
  private static final int NAME = 100;
  private static final int CHECKSUM = 148;
  private static final long MAX_SIZE = 077777777777L; // eleven octal digits
  private static final char FILE = '0';
  private static final char DIRECTORY = '5';
  private static final char PAX = 'x';
  private static final byte[] PAX_NAME = ascii("././@PaxHeader");

  private TarHeader() {}

  static byte[] of(TarEntry entry) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    byte[] ascii = ascii(entry.name());
    byte[] fitting = Arrays.copyOf(ascii, Math.min(NAME, ascii.length));
    boolean large = entry.size() > MAX_SIZE;
    byte[] header =
        block(fitting, large ? 0 : entry.size(), entry.isDirectory() ? DIRECTORY : FILE);
    boolean plain = name.length <= NAME && name.length == entry.name().length();
    if (plain && !large) {
      return header;
    }
    byte[] record =
        joined(
            plain ? new byte[0] : record("path", name),
            large ? record("size", ascii(Long.toString(entry.size()))) : new byte[0]);
    int padded = record.length + TarStream.padding(record.length);
    return ByteBuffer.allocate(TarStream.BLOCK + padded + TarStream.BLOCK)
        .put(block(PAX_NAME, record.length, PAX))
        .put(record)
        .put(TarStream.BLOCK + padded, header)
        .array();
  }

  private static byte[] block(byte[] name, long size, char type) {
    ByteBuffer block = ByteBuffer.allocate(TarStream.BLOCK);
    block.put(0, name);
    String mode = type == DIRECTORY ? "0000755\0" : "0000644\0";
    block.put(NAME, ascii(mode + "0000000\0" + "0000000\0"));
    block.put(124, ascii(octal(size, 11) + "\0" + octal(0, 11) + "\0        "));
    block.put(156, (byte) type);
    block.put(257, ascii("ustar\00000"));
    block.put(329, ascii("0000000\0" + "0000000\0"));
    int sum = 0;
    for (byte b : block.array()) {
      sum += b & 0xff;
    }
    block.put(CHECKSUM, ascii(octal(sum, 6) + "\0 "));
    return block.array();
  }

  private static String octal(long number, int digits) {
    String octal = Long.toOctalString(number);
    return "0".repeat(digits - octal.length()) + octal;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** {@code LENGTH KEYWORD=VALUE\n}, where the length counts its own digits. */
  private static byte[] record(String keyword, byte[] value) {
    int rest = keyword.length() + value.length + 3;
    int length = rest + 1;
    while (length != rest + Integer.toString(length).length()) {
      length++;
    }
    return ByteBuffer.allocate(length)
        .put(ascii(length + " " + keyword + "="))
        .put(value)
        .put((byte) '\n')
        .array();
  }

  /** One question mark for each character that is none of ASCII. */
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
