/** The command line modelops-bundle. It uses nothing but the public API. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.cli;
