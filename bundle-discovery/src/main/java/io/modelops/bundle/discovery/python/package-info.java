/** Python source text to {@link io.modelops.bundle.discovery.python.SourceStructure}. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.python;
