package io.modelops.bundle.registry.tar;

import java.io.IOException;
import java.io.InputStream;

/**
 * Compresses content to deflate blocks (RFC 1951). Every block but the last holds {@link
 * #MAX_BLOCK} bytes of it, in the fixed Huffman codes, or stored where these take more. Repetitions
 * are taken where they are first seen. The choices made here are part of the format of packs.
 */
final class DeflateBlocks {
  /** What a stored block can hold. */
  static final int MAX_BLOCK = 65_535;

  private static final int STORED_HEADER = 5;

  /** After so many bytes without a repetition every other byte is tried, then every third. */
  private static final int PATIENCE = 64;

  private final InputStream content;
  private final Window window = new Window(MAX_BLOCK);
  private final DeflateBits bits = new DeflateBits(STORED_HEADER + MAX_BLOCK);
  private boolean last;

  DeflateBlocks(InputStream content) {
    this.content = content;
  }

  /** The next block; bits of a byte that is not full yet come with the one after it. */
  byte[] next() throws IOException {
    int start = window.advance(content);
    int size = window.end() - start;
    last = size < MAX_BLOCK;
    bits.startCodes(last);
    compress(start);
    bits.endCodes();
    if (bits.blockBytes() > STORED_HEADER + size) {
      bits.store(last, window.bytes(), start, size);
    }
    return bits.take(last);
  }

  private void compress(int start) {
    int literals = start;
    int at = start;
    int misses = 0;
    while (at <= window.lastKey()) {
      int earlier = window.find(at);
      if (earlier < 0) {
        at += 1 + misses++ / PATIENCE;
        continue;
      }
      int length = window.common(earlier, at);
      bits.putLiterals(window.bytes(), literals, at);
      bits.putMatch(length, at - earlier);
      window.remember(at + 1, at + length);
      at += length;
      literals = at;
      misses = 0;
    }
    bits.putLiterals(window.bytes(), literals, window.end());
  }

  /** Whether the content ends with the block that {@link #next} gave last. */
  boolean isLast() {
    return last;
  }

  /** The bytes of content so far, modulo 2<sup>32</sup>. */
  int length() {
    return window.length();
  }
}
