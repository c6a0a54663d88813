/** How a workspace stands to its last sync and to the remote, and the index that makes it quick. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.internal.status;
