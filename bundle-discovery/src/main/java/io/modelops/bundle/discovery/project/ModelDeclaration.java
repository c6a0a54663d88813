package io.modelops.bundle.discovery.project;

import io.modelops.bundle.value.SourceRange;

/**
 * What a file of the project declares to be of a group.
 *
 * @param group of entry points, or {@code tool.x.y} for tables
 * @param module absolute
 * @param name in the module, may be dotted
 */
public record ModelDeclaration(String group, String module, String name, SourceRange place) {}
