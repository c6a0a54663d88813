package io.modelops.bundle.registry.artifact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of a regular file in USTAR form: mode 0644, owner and time zero. A path that is longer
 * than the name field or not in ASCII stands in a PAX extended header before it, and the name field
 * then holds what fits, for readers that know no PAX.
 */
final class TarHeader {
  private static final int NAME = 100;
  private static final int CHECKSUM = 148;
  private static final byte[] PAX_NAME = ascii("././@PaxHeader");

  private TarHeader() {}

  static byte[] of(String path, long size) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    boolean plain = name.length <= NAME && name.length == path.length();
    byte[] fitting = ascii(path);
    byte[] header = block(Arrays.copyOf(fitting, Math.min(NAME, fitting.length)), size, '0');
    if (plain) {
      return header;
    }
    byte[] record = record(name);
    int padded = record.length + TarStream.padding(record.length);
    return ByteBuffer.allocate(TarStream.BLOCK + padded + TarStream.BLOCK)
        .put(block(PAX_NAME, record.length, 'x'))
        .put(record)
        .put(TarStream.BLOCK + padded, header)
        .array();
  }

  private static byte[] block(byte[] name, long size, char type) {
    ByteBuffer block = ByteBuffer.allocate(TarStream.BLOCK);
    block.put(0, name);
    block.put(NAME, ascii("0000644\0" + "0000000\0" + "0000000\0"));
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

  /** {@code LENGTH path=NAME\n}, where the length counts its own digits. */
  private static byte[] record(byte[] name) {
    int rest = " path=".length() + name.length + 1;
    int length = rest + 1;
    while (length != rest + Integer.toString(length).length()) {
      length++;
    }
    return ByteBuffer.allocate(length)
        .put(ascii(length + " path="))
        .put(name)
        .put((byte) '\n')
        .array();
  }

  /** One question mark for each character that is none of ASCII. */
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
