package io.modelops.bundle.discovery.suggestions;

import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Suggestion.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A base that heads of classes name.
 *
 * @param name {@code module:Name}
 * @param own whether it is the project's own
 * @param preset one that is made for it
 * @param isNamed whether its name says that it is the class of models, not only what derives from
 *     it
 * @param reach no more classes derive from it, directly or not, as far as heads tell
 * @param runs whether what derives from it goes on as models do, or one that is said to by its use
 */
public record Base(
    String name,
    boolean own,
    @Nullable String preset,
    List<SourceRange> places,
    int reach,
    boolean isNamed,
    boolean runs,
    Kind kind) {
  /** Fewer may be an accident. */
  private static final int FEW = 3;

  /** One class of so many has to derive from a base whose name says nothing. */
  private static final int SHARE = 20;

  int count() {
    return places.size();
  }

  /**
   * How much speaks for it.
   *
   * @param found the number of classes that derive from it, directly or not
   * @param all the number of all classes
   * @return 0 if they are too few to say so much
   */
  public int weight(int found, int all) {
    if ((own && found < FEW && !(isNamed && runs)) || (!isNamed && found * SHARE < all)) {
      return 0;
    }
    return found * (preset != null ? 12 : !isNamed ? 3 : runs ? 8 : 6);
  }

  /**
   * Whether a search may find so many classes that it counts.
   *
   * @param all the number of all classes
   */
  public boolean mayCount(int all) {
    return isNamed || reach * SHARE >= all;
  }

  /** The name of the rule that finds it. */
  public String rule() {
    return preset == null ? name : preset;
  }

  /** The smaller, the likelier. */
  public int rank() {
    return preset != null
        ? 0
        : switch (kind) {
          case BASE -> isNamed ? 1 : 2;
          case OTHER_BASE -> 3;
          default -> 4;
        };
  }
}
