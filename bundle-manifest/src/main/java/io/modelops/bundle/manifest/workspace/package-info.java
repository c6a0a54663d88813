/**
 * The state of a workspace in the directory {@code .modelops-bundle}. The file {@code state-N} with
 * the highest N is the current state; the ones before it are removed after some changes. The file
 * {@code cache} may be deleted at any time. The file {@code lock} is for one writer at a time.
 */
@NullMarked
package io.modelops.bundle.manifest.workspace;

import org.jspecify.annotations.NullMarked;
