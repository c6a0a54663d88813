package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter of a model, as its sources name it. */
public final class Parameter extends Value {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Origin origin;
  private final SourceRange location;
  private final @Nullable String kind;
  private final @Nullable SourceValue defaultValue;
  private final @Nullable SourceValue lower;
  private final @Nullable SourceValue upper;
  private final @Nullable String doc;

  /** What names a parameter. */
  public enum Origin {
    /** The parameters of {@code __init__}, or of a function that is a model. */
    CONSTRUCTOR,
    /** A field of a dataclass or of a model of pydantic, which its constructor takes. */
    FIELD,
    /** A call such as {@code ParameterSpec("beta", 0.01, 0.2)}. */
    SPECIFICATION,
    /** An argument of a call such as {@code self.define_pars(beta=0.1)}. */
    CALL,
    /**
     * A key of a dict such as {@code pars = {"beta": 0.1}}, or of what {@code parameters} returns.
     */
    TABLE
  }

  private Parameter(
      String name,
      Origin origin,
      SourceRange location,
      @Nullable String kind,
      @Nullable SourceValue defaultValue,
      @Nullable SourceValue lower,
      @Nullable SourceValue upper,
      @Nullable String doc) {
    this.name = name;
    this.origin = origin;
    this.location = location;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.lower = lower;
    this.upper = upper;
    this.doc = doc;
  }

  /** A parameter of which nothing but the name is known. */
  public static Parameter of(String name, Origin origin, SourceRange location) {
    return new Parameter(name, origin, location, null, null, null, null, null);
  }

  public Parameter withKind(@Nullable String kind) {
    return new Parameter(name, origin, location, kind, defaultValue, lower, upper, doc);
  }

  public Parameter withDefault(@Nullable SourceValue defaultValue) {
    return new Parameter(name, origin, location, kind, defaultValue, lower, upper, doc);
  }

  public Parameter withBounds(@Nullable SourceValue lower, @Nullable SourceValue upper) {
    return new Parameter(name, origin, location, kind, defaultValue, lower, upper, doc);
  }

  public Parameter withDoc(@Nullable String doc) {
    return new Parameter(name, origin, location, kind, defaultValue, lower, upper, doc);
  }

  /** Unique in a model. */
  public String name() {
    return name;
  }

  /** What names it; if several things do, the one that {@link Origin} lists first. */
  public Origin origin() {
    return origin;
  }

  /** Where it is named. */
  public SourceRange location() {
    return location;
  }

  /** Its type as written: an annotation, or the kind that a specification states. */
  public @Nullable String kind() {
    return kind;
  }

  /** Its default; null if none is stated. */
  public @Nullable SourceValue defaultValue() {
    return defaultValue;
  }

  /** The least value that it is meant to have; null if none is stated. */
  public @Nullable SourceValue lower() {
    return lower;
  }

  /** The greatest value that it is meant to have; null if none is stated. */
  public @Nullable SourceValue upper() {
    return upper;
  }

  /** What the sources say of it; null if that is nothing. */
  public @Nullable String doc() {
    return doc;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(name, origin, location, kind, defaultValue, lower, upper, doc);
  }
}
