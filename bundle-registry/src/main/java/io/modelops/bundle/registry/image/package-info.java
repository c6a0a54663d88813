/**
 * Builds container images. {@link io.modelops.bundle.registry.image.JibImageBuilder} is the entry
 * point.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.image;
