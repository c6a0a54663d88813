package io.modelops.bundle.registry.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Archives made by hand, with whatever can be wrong in them. */
public final class Tars {
  private static final int BLOCK = 512;

  private Tars() {}

  public static byte[] file(String name, String content) {
    return entry(name, '0', content);
  }

  public static byte[] directory(String name) {
    return entry(name, '5', "");
  }

  public static byte[] entry(String name, char type, String content) {
    return entry(name, type, content.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] entry(String name, char type, byte[] content) {
    byte[] padded = Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK);
    return joined(header(name, type, content.length), padded);
  }

  public static byte[] header(String name, char type, long size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
    put(header, 124, String.format("%011o\0%011o\0", size, 0));
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    return checked(header);
  }

  /** The same array, with its checksum made anew. */
  public static byte[] checked(byte[] header) {
    put(header, 148, " ".repeat(8));
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    return header;
  }

  public static String record(String keyword, String value) {
    String rest = " " + keyword + "=" + value + "\n";
    int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
    int length = bytes + 1;
    while (length != bytes + Integer.toString(length).length()) {
      length++;
    }
    return length + rest;
  }

  /** Entries and an end. */
  public static byte[] archive(byte[]... entries) {
    return joined(joined(entries), new byte[2 * BLOCK]);
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
