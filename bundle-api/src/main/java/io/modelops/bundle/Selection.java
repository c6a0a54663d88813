package io.modelops.bundle;

import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.Inputs;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The models that go into a bundle, and further files. */
public final class Selection extends Stage<Selection> {
  private final Project project;
  private final List<Model> models;
  private final List<String> files;
  private final List<Issue> issues;
  private final Inputs inputs;

  Selection(
      Project project, List<Model> models, List<String> files, List<Issue> issues, Inputs inputs) {
    this.project = project;
    this.models = List.copyOf(models);
    this.files = List.copyOf(files);
    this.issues = List.copyOf(issues);
    this.inputs = inputs;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Selection with(Call call) {
    return new Selection(new Project(project.root(), call), models, files, issues, inputs);
  }

  public List<Model> models() {
    return models;
  }

  /**
   * What is odd about the choice that pyproject.toml makes: a class that is no model, a file that a
   * model needs and its patterns leave out.
   */
  public List<Issue> issues() {
    return issues;
  }

  /** The files that this choice depends on, in the manner of {@link Discovery#inputs()}. */
  public SortedSet<String> inputs() {
    return inputs.paths();
  }

  /**
   * A copy with further files that belong to no model: data, documentation.
   *
   * @param paths relative to the project, {@code /}-separated; named files, no patterns
   */
  public Selection with(Collection<String> paths) {
    List<String> all = Stream.concat(files.stream(), paths.stream()).distinct().toList();
    return new Selection(project, models, all, issues, inputs);
  }

  /**
   * Reads and hashes the files and makes the manifest. Writes nothing.
   *
   * @throws ManifestException naming the file that is missing, changes while it is read, is no
   *     regular file or has a path that a bundle cannot hold; code {@code source-changed} if a
   *     source is no longer what was discovered; or if nothing is selected
   */
  public Manifest manifest() {
    return Manifest.run(project, models, files, inputs);
  }
}
