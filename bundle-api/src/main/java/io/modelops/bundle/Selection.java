package io.modelops.bundle;

import io.modelops.bundle.spi.Cancellation;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The models that go into a bundle, and further files. */
public final class Selection {
  private final Context context;
  private final List<Model> models;
  private final List<String> files;
  private final List<Issue> issues;

  Selection(Context context, List<Model> models, List<String> files, List<Issue> issues) {
    this.context = context;
    this.models = List.copyOf(models);
    this.files = List.copyOf(files);
    this.issues = List.copyOf(issues);
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

  /**
   * A copy with further files that belong to no model: data, documentation.
   *
   * @param paths relative to the project, {@code /}-separated; named files, no patterns
   */
  public Selection with(Collection<String> paths) {
    return new Selection(
        context, models, Stream.concat(files.stream(), paths.stream()).distinct().toList(), issues);
  }

  /**
   * Reads and hashes the files and makes the manifest. Writes nothing.
   *
   * @throws ManifestException naming the file that is missing, changes while it is read, is no
   *     regular file or has a path that a bundle cannot hold; or if nothing is selected
   */
  public Manifest manifest() {
    return Manifest.run(context, models, files, Cancellation.NONE);
  }

  /** {@link #manifest()} on an executor; cancelling the future stops the work. */
  public CompletableFuture<Manifest> manifestAsync(Executor executor) {
    return Async.run(executor, token -> Manifest.run(context, models, files, token));
  }
}
