/** What goes to a registry or layout, and what comes from there. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.internal.transfer;
