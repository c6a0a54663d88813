package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a project says of itself in {@code [tool.modelops-bundle]} of pyproject.toml. */
public final class Settings extends Value {
  private static final long serialVersionUID = 1L;

  private static final Settings NONE =
      new Settings(null, null, DiscoveryOptions.defaults(), true, List.of());

  private final @Nullable List<ModelSetting> models;
  private final @Nullable String registry;
  private final DiscoveryOptions discovery;
  private final boolean gitIgnore;
  private final List<Issue> issues;

  private Settings(
      @Nullable List<ModelSetting> models,
      @Nullable String registry,
      DiscoveryOptions discovery,
      boolean gitIgnore,
      List<Issue> issues) {
    this.models = models == null ? null : List.copyOf(models);
    this.registry = registry;
    this.discovery = discovery;
    this.gitIgnore = gitIgnore;
    this.issues = List.copyOf(issues);
  }

  /** The project names these models; if there are none, none is in its bundle. */
  public Settings withModels(List<ModelSetting> models) {
    return new Settings(models, registry, discovery, gitIgnore, issues);
  }

  public Settings withRegistry(@Nullable String registry) {
    return new Settings(models, registry, discovery, gitIgnore, issues);
  }

  public Settings withDiscovery(DiscoveryOptions discovery) {
    return new Settings(models, registry, discovery, gitIgnore, issues);
  }

  public Settings withGitIgnore(boolean gitIgnore) {
    return new Settings(models, registry, discovery, gitIgnore, issues);
  }

  public Settings withIssues(List<Issue> issues) {
    return new Settings(models, registry, discovery, gitIgnore, issues);
  }

  /** In the order of the file; empty if the project names none. */
  public List<ModelSetting> models() {
    return models == null ? List.of() : models;
  }

  /** Whether the project says which models are in its bundle; if not, every model is. */
  public boolean namesModels() {
    return models != null;
  }

  /** Where to push to; null if not said. */
  public @Nullable String registry() {
    return registry;
  }

  /** What to look for, with the classes of the models that the project names. */
  public DiscoveryOptions discovery() {
    if (models().isEmpty()) {
      return discovery;
    }
    Set<String> classes = new HashSet<>(discovery.classes());
    models().forEach(model -> classes.add(model.className()));
    return discovery.withClasses(classes);
  }

  /** Whether files that git ignores are left out where a directory or pattern is added. */
  public boolean gitIgnore() {
    return gitIgnore;
  }

  /** Unknown keys and the like, each with line and column. */
  public List<Issue> issues() {
    return issues;
  }

  /** Nothing is said. */
  public static Settings none() {
    return NONE;
  }

  /** A model that the project names. */
  public static final class ModelSetting extends Value {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String className;
    private final List<Glob> files;
    private final SourceRange location;

    private ModelSetting(String id, String className, List<Glob> files, SourceRange location) {
      this.id = id;
      this.className = className;
      this.files = List.copyOf(files);
      this.location = location;
    }

    /** A class with its name as id and the import closure as files. */
    public static ModelSetting of(String className, SourceRange location) {
      return new ModelSetting(className, className, List.of(), location);
    }

    public ModelSetting withId(String id) {
      return new ModelSetting(id, className, files, location);
    }

    public ModelSetting withFiles(List<Glob> files) {
      return new ModelSetting(id, className, files, location);
    }

    /** Unique. */
    public String id() {
      return id;
    }

    /** {@code module:QualName}. */
    public String className() {
      return className;
    }

    /** Patterns as of {@link Glob}; empty: the import closure. */
    public List<Glob> files() {
      return files;
    }

    /** Where it is named. */
    public SourceRange location() {
      return location;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(id, className, files, location);
    }
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(models, registry, discovery, gitIgnore, issues);
  }
}
