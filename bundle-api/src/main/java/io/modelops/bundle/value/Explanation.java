package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a file is in a bundle, or why it is not. */
public final class Explanation extends Value {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final boolean bundled;
  private final List<Ground> grounds;

  private Explanation(String path, boolean bundled, List<Ground> grounds) {
    this.path = path;
    this.bundled = bundled;
    this.grounds = List.copyOf(grounds);
  }

  /** A file that is in the bundle. */
  public static Explanation bundled(String path, List<Ground> grounds) {
    return new Explanation(path, true, grounds);
  }

  /** A file that is not in the bundle. */
  public static Explanation missing(String path, List<Ground> grounds) {
    return new Explanation(path, false, grounds);
  }

  /** Relative to the project. */
  public String path() {
    return path;
  }

  public boolean isBundled() {
    return bundled;
  }

  /** At least one; those of models in the order of the selection, then the others. */
  public List<Ground> grounds() {
    return grounds;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(path, bundled, grounds);
  }

  /** One ground. */
  public static final class Ground extends Value {
    private static final long serialVersionUID = 1L;

    private final Ground.Kind kind;
    private final @Nullable String model;
    private final @Nullable SourceRange place;
    private final @Nullable String text;
    private final List<Step> steps;

    /** What it is; those up to {@link #GIVEN} are of files that are in the bundle. */
    public enum Kind {
      /** The model is defined in it. */
      DEFINES,
      /** The model needs it by way of the steps. */
      NEEDED,
      /** A pattern of the model, the text, matches it; the place is that of the model's entry. */
      PATTERN,
      /** {@code add} tracks it. */
      TRACKED,
      /** The manifest on disk lists it, in a clone without a workspace. */
      LISTED,
      /** The program that asks has named it. */
      GIVEN,
      /** The model needs it, but its patterns leave it out; the place is that of its entry. */
      OUTSIDE_PATTERNS,
      /** Code of the model mentions it, at the place. */
      MENTIONED,
      /** The model, which is not chosen, needs it. */
      NOT_SELECTED,
      /** There is no such file. */
      ABSENT,
      /** A listing leaves it out; the text is the {@link Omission.Cause}, the place the rule's. */
      OMITTED,
      /** No model needs it, and it is not tracked. */
      UNREACHED
    }

    private Ground(
        Ground.Kind kind,
        @Nullable String model,
        @Nullable SourceRange place,
        @Nullable String text,
        List<Step> steps) {
      this.kind = kind;
      this.model = model;
      this.place = place;
      this.text = text;
      this.steps = List.copyOf(steps);
    }

    public static Ground of(Ground.Kind kind) {
      return new Ground(kind, null, null, null, List.of());
    }

    public Ground withModel(@Nullable String model) {
      return new Ground(kind, model, place, text, steps);
    }

    public Ground withPlace(@Nullable SourceRange place) {
      return new Ground(kind, model, place, text, steps);
    }

    public Ground withText(@Nullable String text) {
      return new Ground(kind, model, place, text, steps);
    }

    public Ground withSteps(List<Step> steps) {
      return new Ground(kind, model, place, text, steps);
    }

    public Ground.Kind kind() {
      return kind;
    }

    /** The id of the model that it is about; null if it is about none. */
    public @Nullable String model() {
      return model;
    }

    /** Null if there is none, or it is not known. */
    public @Nullable SourceRange place() {
      return place;
    }

    public @Nullable String text() {
      return text;
    }

    /** From the model's own file to this one, as few as possible. */
    public List<Step> steps() {
      return steps;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(kind, model, place, text, steps);
    }
  }

  /** A file needs another one. */
  public static final class Step extends Value {
    private static final long serialVersionUID = 1L;

    private final Step.Kind kind;
    private final @Nullable SourceRange place;
    private final String file;

    /** How. */
    public enum Kind {
      /** It imports it. */
      IMPORT,
      /** It imports a module of the package whose {@code __init__} that is. */
      PACKAGE_OF_IMPORT,
      /** It lies in the package whose {@code __init__} that is. */
      PACKAGE,
      /** A class in it has a base that is defined there, or in the package of that. */
      BASE,
      /** It loads what the stub names. */
      STUB
    }

    private Step(Step.Kind kind, @Nullable SourceRange place, String file) {
      this.kind = kind;
      this.place = place;
      this.file = file;
    }

    public static Step of(Step.Kind kind, String file) {
      return new Step(kind, null, file);
    }

    public Step withPlace(@Nullable SourceRange place) {
      return new Step(kind, place, file);
    }

    public Step.Kind kind() {
      return kind;
    }

    /** The import statement; null if there is none. */
    public @Nullable SourceRange place() {
      return place;
    }

    /** What is needed, relative to the project. */
    public String file() {
      return file;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(kind, place, file);
    }
  }
}
