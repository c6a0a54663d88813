/**
 * The library's front door: {@code Bundle.open(dir).discover().select(...).manifest().push(ref)}.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle;
