/** What image layouts have in common, be they directories or archives. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.local;
