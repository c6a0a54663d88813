/**
 * Writes and reads image layouts in tar archives; {@link
 * io.modelops.bundle.registry.archive.ArchiveTransport} is the door.
 */
@NullMarked
package io.modelops.bundle.registry.archive;

import org.jspecify.annotations.NullMarked;
