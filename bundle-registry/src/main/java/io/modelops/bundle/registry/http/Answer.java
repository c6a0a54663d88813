package io.modelops.bundle.registry.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** What a server said. */
record Answer(int status, HttpHeaders headers, BoundedBody body) {
  /** The header if it is there once and of sane length. */
  Optional<String> header(String name) {
    List<String> values = headers.allValues(name);
    return values.size() == 1 && values.get(0).length() <= Limits.HEADER
        ? Optional.of(values.get(0))
        : Optional.empty();
  }
}
