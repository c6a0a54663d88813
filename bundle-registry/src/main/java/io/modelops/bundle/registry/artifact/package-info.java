/**
 * Cuts a bundle into the blobs of an OCI artifact; {@link
 * io.modelops.bundle.registry.artifact.BundleArtifactFormat} is the door. Every byte made here is a
 * function of the bundle alone: no clock, locale or machine has a say, and no compressor but our
 * own.
 */
@NullMarked
package io.modelops.bundle.registry.artifact;

import org.jspecify.annotations.NullMarked;
