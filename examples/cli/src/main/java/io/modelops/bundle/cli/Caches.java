package io.modelops.bundle.cli;

import io.modelops.bundle.value.CacheOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say which cache is meant. */
final class Caches {
  private static final String CACHE = "--cache";
  private static final String LOWER = "--lower-cache";

  private Caches() {}

  static OptionSpec directory() {
    return Options.value("DIR", "Use this cache instead of the user's.", CACHE);
  }

  static OptionSpec lower() {
    return Options.values("DIR", "Look into this cache, too; never write to it.", LOWER);
  }

  static CacheOptions options(Invocation invocation) {
    String given = invocation.value(CACHE);
    List<Path> lower =
        invocation.values(LOWER).stream()
            .map(each -> Invocation.path(invocation.directory(), each))
            .toList();
    CacheOptions options = CacheOptions.defaults().withLower(lower);
    return given == null
        ? options
        : options.withDirectory(Invocation.path(invocation.directory(), given));
  }
}
