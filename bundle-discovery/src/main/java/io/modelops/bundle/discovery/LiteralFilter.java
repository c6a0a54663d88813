package io.modelops.bundle.discovery;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Tells, at little cost, which sources cannot have a literal that matters. */
final class LiteralFilter {
  private final List<String> signs;

  /**
   * @param files all files of the project; what is no source may be named in one
   */
  LiteralFilter(Collection<String> files) {
    Stream<String> endings =
        files.stream()
            .filter(file -> !file.endsWith(".py"))
            .map(file -> file.substring(file.lastIndexOf('/') + 1))
            .map(name -> name.substring(Math.max(0, name.lastIndexOf('.'))));
    this.signs =
        Stream.concat(Stream.of("import_module", "__import__"), endings).distinct().toList();
  }

  /** False if the source mentions neither an importing function nor the end of any file's name. */
  boolean mayMatter(byte[] source) {
    String text = new String(source, StandardCharsets.ISO_8859_1);
    return signs.stream().anyMatch(text::contains);
  }
}
