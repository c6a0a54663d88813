package io.modelops.bundle;

import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.Explanations;
import io.modelops.bundle.internal.project.Inputs;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Relations;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The models that go into a bundle, and further files. */
public final class Selection extends Stage<Selection> {
  private final Explanations explanations;
  private final List<Model> models;
  private final List<String> files;
  private final List<Issue> issues;
  private final Inputs inputs;

  Selection(
      Explanations explanations,
      List<Model> models,
      List<String> files,
      List<Issue> issues,
      Inputs inputs) {
    this.explanations = explanations;
    this.models = List.copyOf(models);
    this.files = List.copyOf(files);
    this.issues = List.copyOf(issues);
    this.inputs = inputs;
  }

  @Override
  Call call() {
    return explanations.project().call();
  }

  @Override
  Selection with(Call call) {
    Project project = new Project(explanations.project().root(), call);
    return new Selection(explanations.with(project), models, files, issues, inputs);
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
    return new Selection(explanations, models, all, issues, inputs);
  }

  /**
   * Why a file is in the bundle that this choice makes, or why it is not. Imports are looked for
   * anew, in the sources as they are now.
   *
   * @param path relative to the project, {@code /}-separated; the file need not be there
   * @throws IllegalArgumentException if the path is not clean
   */
  public Explanation why(String path) {
    BundlePath.check(path);
    return explanations.of(path, models, files);
  }

  /**
   * Why each file is in the bundle that this choice makes, sorted by path. Of the models that need
   * a file, the one is told from which the fewest imports lead to it; {@link Model#files} has all.
   * Imports are looked for anew, in the sources as they are now.
   *
   * @throws DiscoveryException if the directory cannot be read
   */
  public List<Explanation> explanations() {
    return explanations.all(models, files);
  }

  /**
   * How the files of these models need one another, and from what their classes derive, in the
   * sources as they are now.
   *
   * @throws DiscoveryException if the directory cannot be read
   */
  public Relations relations() {
    return explanations.relations(models);
  }

  /**
   * Reads and hashes the files and makes the manifest. Writes nothing.
   *
   * @throws ManifestException naming the file that is missing, changes while it is read, is no
   *     regular file or has a path that a bundle cannot hold; code {@code source-changed} if a
   *     source is no longer what was discovered; or if nothing is selected
   */
  public Manifest manifest() {
    return Manifest.run(explanations.project(), models, files, inputs);
  }
}
