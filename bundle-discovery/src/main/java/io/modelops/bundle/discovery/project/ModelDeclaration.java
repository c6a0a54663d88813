package io.modelops.bundle.discovery.project;

import io.modelops.bundle.value.SourceRange;

/**
 * What a file of the project declares to be of a group.
 *
 * @param group of entry points, {@code tool.x.y} for tables, or the function that is called
 * @param module absolute
 * @param name in the module, may be dotted
 */
public record ModelDeclaration(String group, String module, String name, SourceRange place) {
  /** Whether a group is the calls of a function. */
  public static boolean isCall(String group) {
    return group.contains(":");
  }
}
