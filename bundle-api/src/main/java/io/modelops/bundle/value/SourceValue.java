package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a source, as far as reading alone tells its value. */
public final class SourceValue extends Value {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final @Nullable Object plain;
  private final boolean computed;

  private SourceValue(String text, @Nullable Object plain, boolean computed) {
    this.text = text;
    this.plain = plain;
    this.computed = computed;
  }

  /** What its text says whole: a literal, or a call whose arguments are such. */
  public static SourceValue literal(String text) {
    return new SourceValue(text, null, false);
  }

  /** What only running the source tells. */
  public static SourceValue computed(String text) {
    return new SourceValue(text, null, true);
  }

  /**
   * The same with the value that the text stands for.
   *
   * @throws IllegalArgumentException if it is none of those that {@link #plain} has, or if this is
   *     computed
   */
  public SourceValue withPlain(@Nullable Object plain) {
    boolean allowed =
        plain == null
            || plain instanceof Boolean
            || plain instanceof Long
            || plain instanceof String
            || (plain instanceof Double number && !number.isNaN() && !number.isInfinite());
    if (!allowed || (computed && plain != null)) {
      throw new IllegalArgumentException("no plain value: " + plain);
    }
    return new SourceValue(text, plain, computed);
  }

  /** As the source has it; outside strings, comments and line breaks are folded to spaces. */
  public String text() {
    return text;
  }

  /**
   * A {@link Boolean}, {@link Long}, finite {@link Double} or {@link String}; null for everything
   * else, such as {@code None}, a list or a number that none of these can hold.
   */
  public @Nullable Object plain() {
    return plain;
  }

  /** Whether the text is no literal: what it stands for is known only when the source runs. */
  public boolean computed() {
    return computed;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(text, plain, computed);
  }

  @Override
  public String toString() {
    return text;
  }
}
