package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.spi.Provider;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Tells which provider told something: what it told is of no use to another version of it. */
public final class ProviderVersion {
  private ProviderVersion() {}

  /** Its class and its version. */
  public static String of(Provider provider) {
    Class<?> type = provider.getClass();
    ModuleDescriptor module = type.getModule().getDescriptor();
    String version =
        module == null
            ? type.getPackage().getImplementationVersion()
            : module.rawVersion().orElse("");
    return type.getName() + " " + version;
  }

  /** The same, and when it was built: who develops a provider does not change its version. */
  static String ofBuild(Provider provider) {
    return of(provider) + " " + built(provider.getClass().getProtectionDomain().getCodeSource());
  }

  private static String built(@Nullable CodeSource source) {
    try {
      return source == null || source.getLocation() == null
          ? ""
          : Long.toString(FileStats.of(Path.of(source.getLocation().toURI())).modified());
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | FileSystemNotFoundException e) {
      return "";
    }
  }
}
