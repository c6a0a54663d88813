package io.modelops.bundle.registry.wire;

import java.io.InputStream;

/**
 * An answer whose body is still to be read, as long as its exchange is open.
 *
 * @param body ends where the answer does, and fails if the connection ends before
 */
public record Response(int status, Headers headers, InputStream body) {}
