/** What the models of a project may be that no rule has found. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.suggestions;
