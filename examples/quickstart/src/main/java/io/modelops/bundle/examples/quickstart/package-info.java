/** The main job: a Python project becomes an OCI artifact. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.examples.quickstart;
