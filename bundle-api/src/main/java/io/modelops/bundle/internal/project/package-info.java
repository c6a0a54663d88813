/** A project's files: found, named by arguments, read, hashed, and what its settings choose. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.internal.project;
