/** Tracking in the manner of git: the state, and the commands that change it. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.internal.workspace;
