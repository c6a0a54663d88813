package io.modelops.bundle.testing;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Long sweeps run whole where {@code WHOLE_SWEEPS} is set, and a share of them elsewhere. */
public final class Sweeps {
  private Sweeps() {}

  public static boolean areWhole() {
    return System.getenv("WHOLE_SWEEPS") != null;
  }

  /** All rows of a table, or each n-th where sweeps are not whole. */
  public static <T> Stream<T> rows(List<T> all, int n) {
    return IntStream.range(0, all.size()).filter(i -> areWhole() || i % n == 0).mapToObj(all::get);
  }
}
