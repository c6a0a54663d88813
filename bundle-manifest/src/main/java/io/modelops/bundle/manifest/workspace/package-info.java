/**
 * The state of a workspace, in the directory {@code .modelops-bundle}: {@code state-N}, where the
 * highest N is the state and the ones before it are left for a moment; {@code cache}, which may be
 * deleted at any time; and {@code lock}.
 */
@NullMarked
package io.modelops.bundle.manifest.workspace;

import org.jspecify.annotations.NullMarked;
