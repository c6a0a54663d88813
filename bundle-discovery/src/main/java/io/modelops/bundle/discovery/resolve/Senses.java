package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.symbols.Value.Computed;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a name may stand for where it is used.
 *
 * @param all without repetition; empty if the name leads back to itself, or to nothing
 * @param unbound whether it may also stand for nothing
 */
record Senses(List<Sense> all, boolean unbound) {
  /** A name with more meanings than that means anything. */
  private static final int MAX_SENSES = 8;

  static final Senses NONE = new Senses(List.of(), false);
  static final Senses UNBOUND = new Senses(List.of(), true);

  /**
   * One meaning.
   *
   * @param place where the name gets it, if it may get others elsewhere
   */
  record Sense(Meaning meaning, @Nullable SourceRange place) {}

  static Senses of(Meaning meaning) {
    return new Senses(List.of(new Sense(meaning, null)), false);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The same, each given at a place unless it is known more closely. */
  Senses at(@Nullable SourceRange place) {
    return place == null
        ? this
        : new Senses(
            all.stream()
                .map(each -> each.place() == null ? new Sense(each.meaning(), place) : each)
                .toList(),
            unbound);
  }

  /** All together; what is defined nowhere does not count beside what is. */
  static Senses union(List<Senses> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Set<Meaning> seen = new HashSet<>();
    List<Sense> all = new ArrayList<>();
    List<Sense> undefined = new ArrayList<>();
    boolean unbound = false;
    for (Senses part : parts) {
      unbound |= part.unbound();
      for (Sense each : part.all()) {
        if (seen.add(each.meaning())) {
          (each.meaning() instanceof Meaning.Undefined ? undefined : all).add(each);
        }
      }
    }
    if (all.size() > MAX_SENSES) {
      String name = all.get(0).meaning().name();
      all = List.of(new Sense(new Meaning.Instance(name, Computed.Kind.ANYTHING), null));
    }
    return new Senses(List.copyOf(all.isEmpty() ? undefined : all), unbound);
  }
}
