/**
 * What the OCI specifications say of documents and content, wherever they come from: descriptors,
 * the head of a manifest, indexes, and whether content is what a descriptor describes.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.oci;
