package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.PullChanges;
import java.util.List;
import java.util.Set;

/** Files that other programs run without being asked. Who pulls a bundle is told of new ones. */
final class SelfStarting {
  private static final Set<String> NAMES =
      Set.of(".envrc", "conftest.py", "sitecustomize.py", "usercustomize.py");

  private static final List<String> DIRECTORIES = List.of(".vscode/", ".idea/");

  private SelfStarting() {}

  static List<Issue> among(PullChanges changes) {
    return changes.written().filter(SelfStarting::is).sorted().map(SelfStarting::issue).toList();
  }

  private static boolean is(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return NAMES.contains(name)
        || name.endsWith(".pth")
        || DIRECTORIES.stream()
            .anyMatch(directory -> path.startsWith(directory) || path.contains("/" + directory));
  }

  private static Issue issue(String path) {
    return Issue.of(
        Issue.Severity.WARNING,
        "starts-by-itself",
        path,
        0,
        0,
        "other programs run this file without being asked; look at it first");
  }
}
