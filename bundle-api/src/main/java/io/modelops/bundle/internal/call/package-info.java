/** How a call runs: its project, its providers, who watches and stops it. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.internal.call;
