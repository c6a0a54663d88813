package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method that a decorator declares to be an output or a scenario of its model. */
public final class DecoratedMethod extends Value {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String method;
  private final SourceRange location;
  private final @Nullable String doc;

  private DecoratedMethod(String name, String method, SourceRange location, @Nullable String doc) {
    this.name = name;
    this.method = method;
    this.location = location;
    this.doc = doc;
  }

  public static DecoratedMethod of(String name, String method, SourceRange location) {
    return new DecoratedMethod(name, method, location, null);
  }

  public DecoratedMethod withDoc(@Nullable String doc) {
    return new DecoratedMethod(name, method, location, doc);
  }

  /** As the decorator has it, or else that of the method. */
  public String name() {
    return name;
  }

  /** The name of the method. */
  public String method() {
    return method;
  }

  public SourceRange location() {
    return location;
  }

  /** The first line of the method's docstring; null if there is none. */
  public @Nullable String doc() {
    return doc;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(name, method, location, doc);
  }
}
