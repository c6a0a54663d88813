package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the models of a project may be that no rule has found. */
public final class Suggestion extends Value {
  /** So many places are told. */
  public static final int MAX_EXAMPLES = 3;

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String name;
  private final int count;
  private final List<SourceRange> examples;
  private final @Nullable String preset;

  /** What a suggestion is about. */
  public enum Kind {
    /** Classes derive from a class: {@link Suggestion#count} of them. */
    BASE,
    /** The same, of a class of which nothing says that models derive from it. */
    OTHER_BASE,
    /** The same, of a library that programs of every kind use. */
    GENERAL_BASE,
    /** Files call a function or make an object: {@link Suggestion#count} of them. */
    CALL
  }

  private Suggestion(
      Kind kind, String name, int count, List<SourceRange> examples, @Nullable String preset) {
    this.kind = kind;
    this.name = name;
    this.count = count;
    this.examples = List.copyOf(examples);
    this.preset = preset;
  }

  /**
   * One that no preset is made for.
   *
   * @param places all of them
   */
  public static Suggestion of(Kind kind, String name, List<SourceRange> places) {
    List<SourceRange> examples = places.subList(0, Math.min(places.size(), MAX_EXAMPLES));
    return new Suggestion(kind, name, places.size(), examples, null);
  }

  /** The same of which there are more, or fewer, than the places that are known. */
  public Suggestion withCount(int count) {
    return new Suggestion(kind, name, count, examples, preset);
  }

  public Suggestion withPreset(@Nullable String preset) {
    return new Suggestion(kind, name, count, examples, preset);
  }

  public Kind kind() {
    return kind;
  }

  /** {@code module:Name}, as {@link Rule#subclassOf} takes it. */
  public String name() {
    return name;
  }

  /** At least one. */
  public int count() {
    return count;
  }

  /** The first places, at least one and at most {@link #MAX_EXAMPLES}. */
  public List<SourceRange> examples() {
    return examples;
  }

  /** A preset that finds these classes; null if none is made for them. */
  public @Nullable String preset() {
    return preset;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(kind, name, count, examples, preset);
  }
}
