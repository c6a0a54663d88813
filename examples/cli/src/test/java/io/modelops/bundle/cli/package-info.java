/** The command line from outside: in one process, and as a program. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.cli;
