/**
 * Writes and reads OCI image layouts, which are directories used in place of a registry. {@link
 * io.modelops.bundle.registry.layout.LayoutTransportFactory} is the entry point.
 */
@NullMarked
package io.modelops.bundle.registry.layout;

import org.jspecify.annotations.NullMarked;
