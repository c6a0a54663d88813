package io.modelops.bundle.value;

import java.util.List;

/**
 * What making a workspace did. Paths are relative to the project, sorted.
 *
 * @param created files that were not there
 * @param kept files of the template that were there and stay as they are
 * @param changed files that lines were appended to
 */
public record Initialization(List<String> created, List<String> kept, List<String> changed) {
  public Initialization {
    created = List.copyOf(created);
    kept = List.copyOf(kept);
    changed = List.copyOf(changed);
  }
}
