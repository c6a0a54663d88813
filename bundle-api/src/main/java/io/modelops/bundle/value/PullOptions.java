package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a bundle is pulled, and what may be replaced. */
public final class PullOptions extends Value {
  private static final long serialVersionUID = 1L;

  private final RegistryOptions registry;
  private final List<Glob> paths;
  private final List<String> models;
  private final boolean overwrite;

  private PullOptions(
      RegistryOptions registry, List<Glob> paths, List<String> models, boolean overwrite) {
    this.registry = registry;
    this.paths = List.copyOf(paths);
    this.models = List.copyOf(models);
    this.overwrite = overwrite;
  }

  /** The whole bundle. Files that differ from what was last pulled or pushed are not replaced. */
  public static PullOptions of(RegistryOptions registry) {
    return new PullOptions(registry, List.of(), List.of(), false);
  }

  /**
   * Only files that one of the patterns matches, or that are files of the {@link #models()}. A
   * pattern that matches a directory stands for all that is in it.
   */
  public PullOptions withPaths(Collection<Glob> patterns) {
    return new PullOptions(registry, List.copyOf(patterns), models, overwrite);
  }

  /** Only files of these models, or that one of the {@link #paths()} matches. */
  public PullOptions withModels(Collection<String> ids) {
    return new PullOptions(registry, paths, List.copyOf(ids), overwrite);
  }

  /** Also what differs is replaced. A copy of it is kept. */
  public PullOptions withOverwrite() {
    return new PullOptions(registry, paths, models, true);
  }

  /** How the registry is talked to. */
  public RegistryOptions registry() {
    return registry;
  }

  /** Empty together with {@link #models()}: everything. */
  public List<Glob> paths() {
    return paths;
  }

  /** By id. */
  public List<String> models() {
    return models;
  }

  public boolean overwrite() {
    return overwrite;
  }

  /** Whether a part of the bundle is meant. */
  public boolean isPartial() {
    return !paths.isEmpty() || !models.isEmpty();
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(registry, paths, models, overwrite);
  }
}
