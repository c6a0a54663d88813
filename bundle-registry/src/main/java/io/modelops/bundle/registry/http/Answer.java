package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.wire.Headers;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * What a server said.
 *
 * @param body empty if the content is a stream
 * @param content of a good answer that is read as a stream: closing it lets go of the connection;
 *     in all other cases the body once more
 */
record Answer(int status, Headers headers, BoundedBody body, InputStream content) {
  /** The header if it is there once and of sane length. */
  Optional<String> header(String name) {
    List<String> values = headers.allValues(name);
    return values.size() == 1 && values.get(0).length() <= Limits.MAX_HEADER
        ? Optional.of(values.get(0))
        : Optional.empty();
  }
}
