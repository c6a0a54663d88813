package io.modelops.bundle.testing;

/** Long sweeps run whole where {@code WHOLE_SWEEPS} is set, and a share of them elsewhere. */
public final class Sweeps {
  private Sweeps() {}

  public static boolean areWhole() {
    return System.getenv("WHOLE_SWEEPS") != null;
  }
}
