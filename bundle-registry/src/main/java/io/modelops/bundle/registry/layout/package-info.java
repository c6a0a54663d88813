/**
 * Writes and reads OCI image layouts: directories that stand in for a registry; {@link
 * io.modelops.bundle.registry.layout.LayoutTransport} is the door.
 */
@NullMarked
package io.modelops.bundle.registry.layout;

import org.jspecify.annotations.NullMarked;
