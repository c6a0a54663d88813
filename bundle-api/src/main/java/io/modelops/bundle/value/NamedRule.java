package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule, and what it is called where a model says why it is one. */
public final class NamedRule extends Value {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Rule rule;

  private NamedRule(String name, Rule rule) {
    this.name = name;
    this.rule = rule;
  }

  public static NamedRule of(String name, Rule rule) {
    return new NamedRule(name, rule);
  }

  public String name() {
    return name;
  }

  public Rule rule() {
    return rule;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(name, rule);
  }
}
