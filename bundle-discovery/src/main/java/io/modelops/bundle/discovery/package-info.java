/**
 * Reads a project: the providers that {@code Bundle.discover()} works with.
 *
 * <p>From the outside in: {@code walk} lists files, {@code project} says what they are called,
 * {@code python} parses them, {@code resolve} finds out what their names mean.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery;
