/** Signatures as cosign and notation write and read them. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.signature;
