/**
 * What others can plug in. Each extension point is one interface below {@link
 * io.modelops.bundle.spi.Provider}; {@code Providers} finds them.
 *
 * <p>Implementations throw {@link java.io.IOException}; the stage that called adds what it was
 * doing. Where an implementation knows more (a line, an HTTP status), it throws the {@link
 * io.modelops.bundle.error.BundleException} that carries it, which passes through as it is.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.spi;
