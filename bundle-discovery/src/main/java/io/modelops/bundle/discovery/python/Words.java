package io.modelops.bundle.discovery.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a source, wherever they stand. Every name that its code can hold is among them, as
 * Python normalises names. Words are kept as hashes, so one may be found that is not there.
 */
public abstract class Words {
  /** Those of a source that was not read: it may hold any. */
  public static final Words ANY =
      new Words() {
        @Override
        public boolean has(String name) {
          return true;
        }

        @Override
        boolean disguised() {
          return true;
        }

        @Override
        int @Nullable [] hashes() {
          return null;
        }
      };

  private Words() {}

  /** The words of a source in any encoding that PEP 263 allows. */
  public static Words of(byte[] source) {
    return source.length > PythonParser.MAX_SIZE
        ? ANY
        : new Scan(SourceText.of(source).utf8()).run();
  }

  /**
   * Whether a source may bind one of the names, as far as a look at the text around them tells.
   *
   * @param source that these are the words of
   */
  public boolean mayBind(byte[] source, Collection<String> names) {
    List<String> there = names.stream().filter(this::has).toList();
    if (there.isEmpty()) {
      return false;
    }
    boolean plain = there.stream().allMatch(Words::isAscii);
    return disguised() || !plain || BindingScan.mayBind(SourceText.of(source).utf8(), there);
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(each -> each < 0x80);
  }

  /** Whether a word is written with other letters than those of ASCII, though it is of those. */
  abstract boolean disguised();

  public abstract boolean has(String name);

  /** In no order; null for any. */
  abstract int @Nullable [] hashes();

  static int hash(String name) {
    return Scan.hash(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it has one of the names at least. */
  public boolean hasAny(Collection<String> names) {
    for (String name : names) {
      if (has(name)) {
        return true;
      }
    }
    return false;
  }

  private static final class Found extends Words {
    /** Open addressing; 0 for none. */
    private final int[] table;

    private final boolean disguised;

    Found(int[] table, boolean disguised) {
      this.table = table;
      this.disguised = disguised;
    }

    @Override
    boolean disguised() {
      return disguised;
    }

    @Override
    public boolean has(String name) {
      return table[Scan.place(table, hash(name))] != 0;
    }

    @Override
    int[] hashes() {
      return Arrays.stream(table).filter(hash -> hash != 0).toArray();
    }
  }

  /** Goes through a text once. */
  private static final class Scan {
    /** Of the hash by Fowler, Noll and Vo. */
    private static final int SEED = 0x811c9dc5;

    private static final int FACTOR = 0x01000193;

    /** The first byte of U+00C0 to U+00FF, which normalisation leaves alone. */
    private static final byte LATIN_LETTER = (byte) 0xC3;

    /** The first two bytes of U+2000 to U+203F, none of which can be in a name. */
    private static final byte PUNCTUATION = (byte) 0xE2;

    private static final byte PUNCTUATION_SECOND = (byte) 0x80;

    /** The least that a character of several bytes begins with. */
    private static final byte LEAST_FIRST = (byte) 0xC0;

    private static final boolean[] PART = new boolean[256];

    static {
      for (int value = 0; value < PART.length; value++) {
        PART[value] = PythonNames.isPart((byte) value);
      }
    }

    private final byte[] text;
    private int[] table = new int[64];
    private int size;
    private boolean disguised;

    Scan(byte[] text) {
      this.text = text;
    }

    static int hash(byte[] word) {
      int hash = SEED;
      for (byte each : word) {
        hash = (hash ^ each) * FACTOR;
      }
      return hash == 0 ? 1 : hash;
    }

    Words run() {
      int at = 0;
      while (at < text.length) {
        while (at < text.length && !PART[text[at] & 0xFF]) {
          at++;
        }
        int start = at;
        int hash = SEED;
        int all = 0;
        while (at < text.length && PART[text[at] & 0xFF]) {
          byte each = text[at++];
          all |= each;
          hash = (hash ^ each) * FACTOR;
        }
        boolean number = start < text.length && text[start] >= '0' && text[start] <= '9';
        if (at > start && !number) {
          add(all >= 0 || isNormal(start, at) ? hash : hash(normalized(start, at)));
        }
      }
      return new Found(table, disguised);
    }

    /** Whether all is ASCII, Latin letters or punctuation, which normalisation leaves alone. */
    private boolean isNormal(int start, int end) {
      for (int i = start; i < end; i++) {
        boolean latin = text[i] == LATIN_LETTER;
        boolean punctuation =
            text[i] == PUNCTUATION && i + 1 < end && text[i + 1] == PUNCTUATION_SECOND;
        boolean first = text[i] < 0 && text[i] >= LEAST_FIRST;
        if (first && !latin && !punctuation) {
          return false;
        }
      }
      return true;
    }

    private byte[] normalized(int start, int end) {
      String normal = PythonNames.first(text, start, end);
      disguised |= isAscii(normal);
      return normal.getBytes(StandardCharsets.UTF_8);
    }

    private void add(int hash) {
      int entry = hash == 0 ? 1 : hash;
      int at = place(table, entry);
      if (table[at] == 0) {
        table[at] = entry;
        size++;
        if (2 * size > table.length) {
          int[] larger = new int[2 * table.length];
          for (int each : table) {
            if (each != 0) {
              larger[place(larger, each)] = each;
            }
          }
          table = larger;
        }
      }
    }

    /** Where an entry is, or is to go. */
    private static int place(int[] table, int entry) {
      int at = (entry ^ (entry >>> 15)) & (table.length - 1);
      while (table[at] != 0 && table[at] != entry) {
        at = (at + 1) & (table.length - 1);
      }
      return at;
    }
  }
}
