package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What making a workspace did. Paths are relative to the project, sorted. */
public final class Initialization extends Value {
  private static final long serialVersionUID = 1L;

  private final List<String> created;
  private final List<String> kept;
  private final List<String> changed;

  private Initialization(List<String> created, List<String> kept, List<String> changed) {
    this.created = List.copyOf(created);
    this.kept = List.copyOf(kept);
    this.changed = List.copyOf(changed);
  }

  public static Initialization of(List<String> created, List<String> kept, List<String> changed) {
    return new Initialization(created, kept, changed);
  }

  /** Files that were not there. */
  public List<String> created() {
    return created;
  }

  /** Files of the template that were there and stay as they are. */
  public List<String> kept() {
    return kept;
  }

  /** Files that lines were appended to. */
  public List<String> changed() {
    return changed;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(created, kept, changed);
  }
}
