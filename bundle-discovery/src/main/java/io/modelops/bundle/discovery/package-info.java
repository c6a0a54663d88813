/**
 * Reads a project: the providers that {@code Bundle.discover()} works with.
 *
 * <p>From the outside in: {@code walk} lists files, {@code project} says what they are called,
 * {@code python} parses them, {@code symbols} notes what each says of names, {@code resolve} finds
 * out what the names mean, {@code closure} which files a model consists of.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery;
