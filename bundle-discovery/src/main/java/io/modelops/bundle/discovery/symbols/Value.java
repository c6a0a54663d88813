package io.modelops.bundle.discovery.symbols;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name can stand for at some place of a file. The values of a file are the nodes of a graph
 * in static single assignment form: where branches meet, a {@link Choice} stands for all that can
 * arrive. Values refer to one another by number.
 */
public sealed interface Value {
  /** Nothing, so far. */
  record Unbound() implements Value {}

  /** What a statement binds a name to. */
  sealed interface Definition extends Value {
    Span span();
  }

  /**
   * A class.
   *
   * @param index in {@link SymbolTable#classes}
   * @param scope that of its body
   */
  record Type(int index, int scope, Span span) implements Definition {}

  /**
   * A function.
   *
   * @param name qualified
   * @param decorators what their names stand for
   */
  record Function(String name, String signature, List<Integer> decorators, Span span)
      implements Definition {}

  /**
   * Something imported.
   *
   * @param name in the module; null: the module itself
   */
  record Imported(int level, String module, @Nullable String name, Span span)
      implements Definition {}

  /** Another name for what a value stands for. */
  record Alias(int target, Span span) implements Definition {}

  /**
   * The value of an expression that is no name.
   *
   * @param name qualified, of what is bound
   * @param function what is called; -1 if nothing is, or nothing that has a name
   */
  record Computed(Kind kind, String name, int function, Span span) implements Definition {
    /** What is known of a computed value. */
    public enum Kind {
      NONE("None"),
      TRUE("True"),
      FALSE("False"),
      ZERO("a number"),
      NUMBER("a number"),
      FLOAT("a number"),
      STRING("a string"),
      BYTES("bytes"),
      TUPLE("a tuple"),
      LIST("a list"),
      SET("a set"),
      DICT("a dict"),
      COMPREHENSION("a comprehension"),
      ELLIPSIS("..."),
      CALL(""),
      /** An element of what is unpacked or gone through, and whatever else may be anything. */
      ANYTHING("");

      private final String noun;

      Kind(String noun) {
        this.noun = noun;
      }

      /** Words for a value that cannot be called; empty where it may be one that can. */
      public String noun() {
        return noun;
      }
    }
  }

  /** Nothing any more. */
  record Deleted(Span span) implements Definition {}

  /** An attribute of what a value stands for. */
  record Attribute(int owner, String name) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Attribute that && that.owner == owner && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * owner + name.hashCode();
    }
  }

  /**
   * What arrives after the branches of a fork.
   *
   * @param before what arrives by the branches that bind nothing, and where no branch runs
   */
  record Choice(int fork, int before, List<Arrival> arrivals) implements Value {}

  /** What arrives by one branch. */
  record Arrival(int branch, int value) {}

  /** The first of two, or the second where the first is unbound. */
  record Fallback(int first, int second) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fallback that && that.first == first && that.second == second;
    }

    @Override
    public int hashCode() {
      return 31 * first + second;
    }
  }

  /** What a name stands for once a scope's statements have run, or those of the scopes around. */
  record Late(int scope, String name) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Late that && that.scope == scope && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * scope + name.hashCode();
    }
  }

  /** A name that no statement of the module has bound. */
  record Free(String name) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Free that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /**
   * {@code from module import *}.
   *
   * @param previous the star imports before it; {@link SymbolTable#UNBOUND} for none
   */
  record Star(int level, String module, int previous, Span span) implements Value {}

  /**
   * A name that star imports may have bound anew.
   *
   * @param stars all star imports so far
   * @param since those that came before the name was bound
   * @param value what it was bound to
   */
  record Starred(String name, int stars, int since, int value) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Starred that
          && that.stars == stars
          && that.since == since
          && that.value == value
          && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * name.hashCode() + stars) + since) + value;
    }
  }
}
