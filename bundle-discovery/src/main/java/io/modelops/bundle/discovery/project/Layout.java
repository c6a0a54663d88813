package io.modelops.bundle.discovery.project;

import io.modelops.bundle.value.Issue;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a project's modules lie.
 *
 * @param roots the first first; the project's directory is always the last
 * @param generated files that building makes, which need not be there; the ending does not matter
 * @param issues what cannot be read
 */
public record Layout(List<SourceRoot> roots, List<String> generated, List<Issue> issues) {
  /** All of them, with the project's directory at the end. */
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
    roots.add(SourceRoot.PROJECT);
    return new Layout(roots.stream().distinct().toList(), generated, issues);
  }
}
