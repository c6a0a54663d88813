/**
 * Format 1.0 of {@code manifest.json}: {@link io.modelops.bundle.manifest.JsonManifestFormat}.
 *
 * <p>Its JSON Schema (draft 2020-12) is the resource {@code
 * META-INF/modelops-bundle/manifest-1.0.schema.json} of this module's jar. What a schema cannot say
 * is that the digests are right, that a model's files are among the bundle's, and all of {@link
 * io.modelops.bundle.value.BundlePath}.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.manifest;
