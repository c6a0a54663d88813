package io.modelops.bundle.discovery.python;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Tells which of many sources have a word. */
public final class WordIndex {
  /** Sorted: a word's hash in the upper half, the number of a source in the lower. */
  private final long[] entries;

  private final BitSet any = new BitSet();

  /**
   * @param sources the words of each, by number
   */
  public WordIndex(List<Words> sources) {
    int size = 0;
    for (Words words : sources) {
      int[] hashes = words.hashes();
      size += hashes == null ? 0 : hashes.length;
    }
    entries = new long[size];
    int at = 0;
    for (int i = 0; i < sources.size(); i++) {
      int[] hashes = sources.get(i).hashes();
      any.set(i, hashes == null);
      for (int hash : hashes == null ? new int[0] : hashes) {
        entries[at++] = entry(hash, i);
      }
    }
    Arrays.sort(entries);
  }

  private static long entry(int hash, int source) {
    return ((long) hash << Integer.SIZE) | source;
  }

  /** The numbers of the sources that have one of the words at least. */
  public BitSet holding(Collection<String> words) {
    BitSet holding = (BitSet) any.clone();
    for (String word : words) {
      int hash = Words.hash(word);
      int at = Arrays.binarySearch(entries, entry(hash, 0));
      for (int i = at < 0 ? -at - 1 : at; i < entries.length && entries[i] >> 32 == hash; i++) {
        holding.set((int) entries[i]);
      }
    }
    return holding;
  }
}
