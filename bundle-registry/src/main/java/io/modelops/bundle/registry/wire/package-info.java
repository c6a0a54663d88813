/**
 * HTTP/1.1 over blocking sockets, as far as a registry client needs it. An {@link
 * io.modelops.bundle.registry.wire.Exchange} is one request and its answer; the {@link
 * io.modelops.bundle.registry.wire.Pool} of a {@link io.modelops.bundle.value.Network} keeps the
 * connections between them.
 *
 * <p>No class here has a thread of its own or a clock: an exchange blocks the thread that runs it,
 * and closing it from another thread ends it at once.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.wire;
