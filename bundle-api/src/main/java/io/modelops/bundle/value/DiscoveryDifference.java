package io.modelops.bundle.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two discoveries: what an editor has to show, or to take away. */
public final class DiscoveryDifference extends Value {
  private static final long serialVersionUID = 1L;

  private final ModelDifference models;
  private final List<Issue> added;
  private final List<Issue> removed;

  private DiscoveryDifference(ModelDifference models, List<Issue> added, List<Issue> removed) {
    this.models = models;
    this.added = List.copyOf(added);
    this.removed = List.copyOf(removed);
  }

  /** Compares issues by all that they say. */
  public static DiscoveryDifference of(
      ModelDifference models, Collection<Issue> before, Collection<Issue> after) {
    return new DiscoveryDifference(models, without(after, before), without(before, after));
  }

  private static List<Issue> without(Collection<Issue> issues, Collection<Issue> others) {
    Set<Issue> known = new HashSet<>(others);
    List<Issue> left = new ArrayList<>();
    issues.stream().filter(each -> !known.contains(each)).forEach(left::add);
    return left;
  }

  public ModelDifference models() {
    return models;
  }

  /** Issues that were not there, in their order. */
  public List<Issue> addedIssues() {
    return added;
  }

  /** Issues that are not there any more, in their order. */
  public List<Issue> removedIssues() {
    return removed;
  }

  public boolean isEmpty() {
    return models.isEmpty() && added.isEmpty() && removed.isEmpty();
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(models, added, removed);
  }
}
