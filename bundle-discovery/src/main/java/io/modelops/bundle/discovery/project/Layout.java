package io.modelops.bundle.discovery.project;

import io.modelops.bundle.value.Issue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a project's modules lie.
 *
 * @param roots in the order of the path: the project's own, its directory, those of projects within
 *     it
 * @param generated files that building makes, which need not be there; the ending does not matter
 * @param issues what cannot be read
 */
public record Layout(List<SourceRoot> roots, List<String> generated, List<Issue> issues) {
  /** All of them, and the project's directory. */
  static Layout join(List<Layout> parts) {
    List<SourceRoot> roots = new ArrayList<>();
    List<String> generated = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (Layout part : parts) {
      roots.addAll(part.roots());
      generated.addAll(part.generated());
      issues.addAll(part.issues());
    }
    roots.removeIf(SourceRoot.PROJECT::equals);
    long own = roots.stream().filter(root -> !root.isInner()).count();
    roots.add((int) own, SourceRoot.PROJECT); // own ones come first
    return new Layout(roots.stream().distinct().toList(), generated, issues);
  }

  /** As that of any record, but made when compiled, which saves a start some milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Layout that
        && roots.equals(that.roots)
        && generated.equals(that.generated)
        && issues.equals(that.issues);
  }

  @Override
  public int hashCode() {
    return 31 * roots.hashCode() + generated.hashCode();
  }
}
