package io.modelops.bundle.registry.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The header fields of an answer. Names are compared without regard to case. */
public final class Headers {
  private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Headers() {}

  public static Headers of(Map<String, List<String>> fields) {
    Headers headers = new Headers();
    fields.forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    return headers;
  }

  void add(String name, String value) {
    fields.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
  }

  /** In the order in which they came. */
  public List<String> allValues(String name) {
    return List.copyOf(fields.getOrDefault(name, List.of()));
  }

  public Optional<String> firstValue(String name) {
    return allValues(name).stream().findFirst();
  }

  /** The members of a field that holds a list, in lower case: {@code Connection: close, TE}. */
  List<String> members(String name) {
    return allValues(name).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(member -> member.strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}
