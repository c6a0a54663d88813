/** The programs that the scripts of this folder time. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.benchmarks;
