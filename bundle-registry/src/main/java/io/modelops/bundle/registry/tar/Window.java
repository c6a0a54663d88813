package io.modelops.bundle.registry.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The part of the content that a deflate block may refer to: the block and what stands before it.
 * Positions are indexes of {@link #bytes} and hold until the next {@link #advance}.
 */
final class Window {
  private static final int MAX_DISTANCE = 1 << 15;

  /** Of three bytes the fixed codes take about what they take of a match. */
  private static final int KEY = 4;

  /** One less than deflate has, as its longest is an exception among the codes. */
  private static final int MAX_MATCH = 257;

  private static final int HASH_BITS = 14;
  private static final int HASH_FACTOR = 0x9E3779B1;

  private final byte[] bytes;
  private final ByteBuffer keys;
  private final int maxBlock;

  /** By hash: where in the content such a key was seen last, modulo 2<sup>32</sup>. */
  private final int[] seen = new int[1 << HASH_BITS];

  private int offset;
  private int end;

  Window(int maxBlock) {
    this.maxBlock = maxBlock;
    bytes = new byte[MAX_DISTANCE + maxBlock];
    keys = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads the next block and returns where it begins. */
  int advance(InputStream content) throws IOException {
    int start = Math.min(end, MAX_DISTANCE);
    System.arraycopy(bytes, end - start, bytes, 0, start);
    offset += end - start;
    end = start + content.readNBytes(bytes, start, maxBlock);
    return start;
  }

  byte[] bytes() {
    return bytes;
  }

  int end() {
    return end;
  }

  /** Where the last four bytes begin. */
  int lastKey() {
    return end - KEY;
  }

  /** The bytes of content so far, modulo 2<sup>32</sup>. */
  int length() {
    return offset + end;
  }

  /** Where the four bytes of a position stand before, or a negative number; remembers them. */
  int find(int at) {
    int key = keys.getInt(at);
    int slot = slot(key);
    int distance = offset + at - seen[slot];
    seen[slot] = offset + at;
    boolean reachable = distance > 0 && distance <= Math.min(at, MAX_DISTANCE);
    return reachable && keys.getInt(at - distance) == key ? at - distance : -1;
  }

  /** Has positions found later. */
  void remember(int from, int to) {
    for (int at = from; at < Math.min(to, end - KEY + 1); at++) {
      seen[slot(keys.getInt(at))] = offset + at;
    }
  }

  private static int slot(int key) {
    return (key * HASH_FACTOR) >>> (Integer.SIZE - HASH_BITS);
  }

  /** How many bytes are the same at two positions, up to what a match can hold. */
  int common(int earlier, int at) {
    int most = Math.min(MAX_MATCH, end - at);
    int length = Arrays.mismatch(bytes, earlier, earlier + most, bytes, at, at + most);
    return length < 0 ? most : length;
  }
}
