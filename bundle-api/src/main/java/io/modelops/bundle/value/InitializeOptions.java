package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a directory is made a workspace. */
public final class InitializeOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final InitializeOptions DEFAULTS = new InitializeOptions(null, false);

  private final @Nullable Reference registry;
  private final boolean template;

  private InitializeOptions(@Nullable Reference registry, boolean template) {
    this.registry = registry;
    this.template = template;
  }

  /** Where to push to is left open, or as it is; only the state is made. */
  public static InitializeOptions defaults() {
    return DEFAULTS;
  }

  /** Where to push to. */
  public InitializeOptions withRegistry(@Nullable Reference reference) {
    return new InitializeOptions(reference, template);
  }

  /** The example project is written, too. */
  public InitializeOptions withTemplate() {
    return new InitializeOptions(registry, true);
  }

  /** Null to leave it open, or as it is. */
  public @Nullable Reference registry() {
    return registry;
  }

  public boolean template() {
    return template;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(registry, template);
  }
}
