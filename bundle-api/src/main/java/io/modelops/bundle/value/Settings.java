package io.modelops.bundle.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project says of itself in {@code [tool.modelops-bundle]} of pyproject.toml.
 *
 * @param models in the order of the file; empty if the project names none
 * @param registry where to push to; null if not said
 * @param discovery what to look for
 * @param issues unknown keys and the like, each with line and column
 */
public record Settings(
    List<ModelSetting> models,
    @Nullable String registry,
    DiscoveryOptions discovery,
    List<Issue> issues) {
  private static final Settings NONE =
      new Settings(List.of(), null, DiscoveryOptions.defaults(), List.of());

  public Settings {
    models = List.copyOf(models);
    issues = List.copyOf(issues);
  }

  /** Nothing is said. */
  public static Settings none() {
    return NONE;
  }

  /**
   * A model that the project names.
   *
   * @param id unique
   * @param className {@code module:QualName}
   * @param files patterns as of {@link Glob}; empty: the import closure
   * @param location where it is named
   */
  public record ModelSetting(String id, String className, List<Glob> files, SourceRange location) {
    public ModelSetting {
      files = List.copyOf(files);
    }
  }
}
