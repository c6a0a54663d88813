/**
 * The OCI distribution protocol over {@code registry.wire}. {@link
 * io.modelops.bundle.registry.http.HttpRepository} holds the order of things: look, upload,
 * confirm, tag; resolve, read.
 *
 * <p>Three rules keep secrets where they belong: redirects are followed by readers only, and
 * without authorization; an upload goes only to the registry's own origin; and a token server is
 * asked only after its address has been checked. No exception that leaves this package holds a
 * header or a body of a request.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.http;
