package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sentence of why a candidate has its verdict. */
public final class Reason extends Value {
  private static final long serialVersionUID = 1L;

  private final @Nullable String method;
  private final @Nullable String from;
  private final @Nullable SourceRange location;
  private final @Nullable String signature;
  private final @Nullable String installed;
  private final String text;

  private Reason(
      @Nullable String method,
      @Nullable String from,
      @Nullable SourceRange location,
      @Nullable String signature,
      @Nullable String installed,
      String text) {
    this.method = method;
    this.from = from;
    this.location = location;
    this.signature = signature;
    this.installed = installed;
    this.text = text;
  }

  /** A sentence about the class as a whole. */
  public static Reason of(String text) {
    return new Reason(null, null, null, null, null, text);
  }

  public Reason withMethod(@Nullable String method) {
    return new Reason(method, from, location, signature, installed, text);
  }

  public Reason withFrom(@Nullable String from) {
    return new Reason(method, from, location, signature, installed, text);
  }

  public Reason withLocation(@Nullable SourceRange location) {
    return new Reason(method, from, location, signature, installed, text);
  }

  public Reason withSignature(@Nullable String signature) {
    return new Reason(method, from, location, signature, installed, text);
  }

  public Reason withInstalled(@Nullable String installed) {
    return new Reason(method, from, location, signature, installed, text);
  }

  /** The method the sentence is about; null if it is about the class. */
  public @Nullable String method() {
    return method;
  }

  /**
   * The class {@code module:QualName} or the external name that the sentence refers to; null if
   * none.
   */
  public @Nullable String from() {
    return from;
  }

  /** Where that is defined, or, if it is outside the project, named; null if that is not known. */
  public @Nullable SourceRange location() {
    return location;
  }

  /**
   * The method's parameters as written, such as {@code (self, seed=1)}; null if it is not a plain
   * function.
   */
  public @Nullable String signature() {
    return signature;
  }

  /**
   * The distribution of the environment that {@link #from} comes from, and its version, such as
   * {@code citysim 1.2}; null if that is of the project, or was not looked up.
   */
  public @Nullable String installed() {
    return installed;
  }

  /** The sentence, such as {@code simulate inherited from models.base:Base, models/base.py:12}. */
  public String text() {
    return text;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(method, from, location, signature, installed, text);
  }
}
