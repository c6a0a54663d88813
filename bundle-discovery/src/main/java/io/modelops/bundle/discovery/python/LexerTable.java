package io.modelops.bundle.discovery.python;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The automaton of a lexer grammar, which the build makes (src/build). It is complete and never
 * changes, so that all threads may share it. A state is given by the index of its row.
 */
final class LexerTable {

  /** The state in which nothing matches any more. */
  static final int DEAD = 0;

  /** In place of a mode, where there is none. */
  static final int NONE = -1;

  private static final int CLASS_BITS = 6;
  private static final int BYTES = 256;

  private final byte[] classes = new byte[BYTES];
  private final int[] starts;
  private final int[] types;
  private final int[] modes;
  private final int[] pushed;
  private final boolean[] pops;
  private final char[] next;

  private LexerTable(ByteBuffer table) {
    table.get(classes);
    starts = new int[table.getInt()];
    table.asIntBuffer().get(starts);
    table.position(table.position() + starts.length * Integer.BYTES);
    int states = table.getInt();
    types = new int[states];
    modes = new int[states];
    pushed = new int[states];
    pops = new boolean[states];
    for (int state = 0; state < states; state++) {
      types[state] = table.getInt();
      modes[state] = table.getInt();
      pushed[state] = table.getInt();
      pops[state] = table.getInt() != 0;
    }
    next = new char[states << CLASS_BITS];
    table.asCharBuffer().get(next);
  }

  static LexerTable of(String grammar) {
    try (InputStream in = LexerTable.class.getResourceAsStream(grammar + ".table")) {
      return new LexerTable(ByteBuffer.wrap(requireNonNull(in, grammar).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state in which a mode begins. */
  int start(int mode) {
    return starts[mode];
  }

  int next(int state, byte value) {
    return next[(state << CLASS_BITS) + classes[value & 0xFF]];
  }

  /** The type of the token that ends in this state, or 0 if none does. */
  int type(int state) {
    return types[state];
  }

  /** The mode that its end leads to. */
  int mode(int state) {
    return modes[state];
  }

  /** The mode that its end leads to, until the end of what begins there. */
  int pushed(int state) {
    return pushed[state];
  }

  /** Whether it ends what {@link #pushed} began. */
  boolean pops(int state) {
    return pops[state];
  }
}
