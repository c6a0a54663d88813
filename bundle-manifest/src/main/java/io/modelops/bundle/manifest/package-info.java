/**
 * Format 1.0 of {@code manifest.json}: {@link io.modelops.bundle.manifest.JsonManifestFormat}.
 *
 * <p>Its JSON Schema (draft 2020-12) is the resource {@code
 * META-INF/modelops-bundle/manifest-1.0.schema.json} of this module's jar. The schema cannot
 * express that the digests are right, that the files of a model are files of the bundle, and the
 * rules of {@link io.modelops.bundle.value.BundlePath}.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.manifest;
