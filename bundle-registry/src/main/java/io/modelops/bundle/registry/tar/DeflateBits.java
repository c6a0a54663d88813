package io.modelops.bundle.registry.tar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes deflate blocks bit by bit, in the fixed Huffman codes (RFC 1951, 3.2.6) or stored. A block
 * begins in the byte in which the one before it ends.
 */
final class DeflateBits {
  private static final int END_OF_BLOCK = 256;
  private static final int FIRST_LENGTH = 257;
  private static final int FIRST_DISTANCE = 288;
  private static final int DISTANCES = 30;
  private static final int MIN_LENGTH = 3;

  /**
   * By symbol: the code, its first bit lowest, and above {@link #SIZE_SHIFT} its number of bits.
   */
  private static final int[] CODES = codes();

  private static final int SIZE_SHIFT = 16;
  private static final int CODE_MASK = (1 << SIZE_SHIFT) - 1;

  private final byte[] bytes;
  private final ByteBuffer buffer;

  /** In bits. */
  private int position;

  private int start;

  /**
   * @param maxStored bytes of the largest stored block
   */
  DeflateBits(int maxStored) {
    bytes = new byte[maxStored * 9 / 8 + Long.BYTES + Long.BYTES];
    buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  void startCodes(boolean last) {
    put((last ? 1 : 0) | 1 << 1, 3);
  }

  void endCodes() {
    put(END_OF_BLOCK);
  }

  /** What the block takes so far, begun bytes included. */
  int blockBytes() {
    return (position - start + 7) / 8;
  }

  void putLiterals(byte[] content, int from, int to) {
    for (int i = from; i < to; i++) {
      put(content[i] & 0xff);
    }
  }

  void putMatch(int length, int distance) {
    putNumber(length - MIN_LENGTH, FIRST_LENGTH, 2);
    putNumber(distance - 1, FIRST_DISTANCE, 1);
  }

  /** Twice as many numbers share a symbol after every {@code 1 << sharing} symbols. */
  private void putNumber(int number, int first, int sharing) {
    int extra = Math.max(0, 31 - Integer.numberOfLeadingZeros(number) - sharing);
    put(first + (extra << sharing) + (number >> extra));
    put(number & ((1 << extra) - 1), extra);
  }

  /** Replaces the block by one that is stored. */
  void store(boolean last, byte[] content, int from, int size) {
    position = start;
    bytes[0] &= (byte) ((1 << start) - 1);
    put(last ? 1 : 0, 3);
    fillByte();
    put(size, 16);
    put(~size & 0xffff, 16);
    System.arraycopy(content, from, bytes, position / 8, size);
    position += 8 * size;
    bytes[position / 8] = 0;
  }

  /** The bytes of the block, and begins the next one. */
  byte[] take(boolean last) {
    if (last) {
      fillByte();
    }
    byte[] taken = Arrays.copyOf(bytes, position / 8);
    bytes[0] = bytes[position / 8];
    position %= 8;
    start = position;
    return taken;
  }

  private void fillByte() {
    position = (position + 7) / 8 * 8;
  }

  private void put(int symbol) {
    put(CODES[symbol] & CODE_MASK, CODES[symbol] >> SIZE_SHIFT);
  }

  /** Leaves zeros behind the bits, which the next ones are joined to. */
  private void put(long value, int count) {
    int at = position >> 3;
    buffer.putLong(at, (bytes[at] & 0xffL) | value << (position & 7));
    position += count;
  }

  private static int[] codes() {
    int[] codes = new int[FIRST_DISTANCE + DISTANCES];
    for (int symbol = 0; symbol < codes.length; symbol++) {
      codes[symbol] = code(symbol);
    }
    return codes;
  }

  private static int code(int symbol) {
    if (symbol < 144) {
      return code(0x30 + symbol, 8);
    }
    if (symbol < END_OF_BLOCK) {
      return code(0x190 + symbol - 144, 9);
    }
    if (symbol < 280) {
      return code(symbol - END_OF_BLOCK, 7);
    }
    return symbol < FIRST_DISTANCE
        ? code(0xc0 + symbol - 280, 8)
        : code(symbol - FIRST_DISTANCE, 5);
  }

  private static int code(int code, int size) {
    return Integer.reverse(code) >>> (Integer.SIZE - size) | size << SIZE_SHIFT;
  }
}
