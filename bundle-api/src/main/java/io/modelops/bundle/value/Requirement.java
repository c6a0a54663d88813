package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module from outside the project that a model's files import, and what brings it. */
public final class Requirement extends Value {
  private static final long serialVersionUID = 1L;

  private final String module;
  private final String distribution;
  private final State state;
  private final @Nullable String specifier;
  private final @Nullable SourceRange declared;
  private final @Nullable String locked;
  private final @Nullable String installed;

  private Requirement(
      String module,
      String distribution,
      State state,
      @Nullable String specifier,
      @Nullable SourceRange declared,
      @Nullable String locked,
      @Nullable String installed) {
    this.module = module;
    this.distribution = distribution;
    this.state = state;
    this.specifier = specifier;
    this.declared = declared;
    this.locked = locked;
    this.installed = installed;
  }

  /** Whether the project says that it needs a distribution. */
  public enum State {
    /** It is a dependency. */
    DECLARED,
    /** It is one of an extra or a group only, which is installed on demand. */
    EXTRA,
    /** Nothing says so. */
    UNDECLARED
  }

  public static Requirement of(String module, String distribution, State state) {
    return new Requirement(module, distribution, state, null, null, null, null);
  }

  public Requirement withSpecifier(@Nullable String specifier) {
    return new Requirement(module, distribution, state, specifier, declared, locked, installed);
  }

  public Requirement withDeclared(@Nullable SourceRange declared) {
    return new Requirement(module, distribution, state, specifier, declared, locked, installed);
  }

  public Requirement withLocked(@Nullable String locked) {
    return new Requirement(module, distribution, state, specifier, declared, locked, installed);
  }

  public Requirement withInstalled(@Nullable String installed) {
    return new Requirement(module, distribution, state, specifier, declared, locked, installed);
  }

  /** Its first name, such as {@code sklearn}; dotted if it is below one that several share. */
  public String module() {
    return module;
  }

  /**
   * What is installed to have it, normalized as in PEP 503: {@code scikit-learn}. Where nothing is
   * known of the module, this is its name.
   */
  public String distribution() {
    return distribution;
  }

  public State state() {
    return state;
  }

  /** The versions that are asked for, as written; empty for any, null if it is not declared. */
  public @Nullable String specifier() {
    return specifier;
  }

  /** Where it is declared; null if it is not. */
  public @Nullable SourceRange declared() {
    return declared;
  }

  /** The version in the lock file; null if there is none, or several. */
  public @Nullable String locked() {
    return locked;
  }

  /** The version in the environment that the search was given; null if there is none. */
  public @Nullable String installed() {
    return installed;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(module, distribution, state, specifier, declared, locked, installed);
  }
}
