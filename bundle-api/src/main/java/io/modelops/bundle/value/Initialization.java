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
  private final List<String> tracked;
  private final List<Issue> issues;

  private Initialization(
      List<String> created,
      List<String> kept,
      List<String> changed,
      List<String> tracked,
      List<Issue> issues) {
    this.created = List.copyOf(created);
    this.kept = List.copyOf(kept);
    this.changed = List.copyOf(changed);
    this.tracked = List.copyOf(tracked);
    this.issues = List.copyOf(issues);
  }

  public static Initialization of(List<String> created, List<String> kept, List<String> changed) {
    return new Initialization(created, kept, changed, List.of(), List.of());
  }

  public Initialization withTracked(List<String> tracked) {
    return new Initialization(created, kept, changed, tracked, issues);
  }

  public Initialization withIssues(List<Issue> issues) {
    return new Initialization(created, kept, changed, tracked, issues);
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

  /**
   * What is tracked from the start: what manifest.json lists beside the files of models; where
   * there is none, pyproject.toml and lock files, which tell what has to be installed.
   */
  public List<String> tracked() {
    return tracked;
  }

  /** What of manifest.json could not be taken over, or is not there. */
  public List<Issue> issues() {
    return issues;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(created, kept, changed, tracked, issues);
  }
}
